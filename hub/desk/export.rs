//! Items in a table: CSV for programs, XLSX for people. Texts of citizens stay texts, whatever they begin with.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use cchc::format::Lang;
use rust_xlsxwriter::{Format, Workbook, Worksheet};
use tokio::join;
use tokio::sync::mpsc::{Receiver, channel};
use tokio::task::spawn_blocking;

use super::{Error, day};
use crate::cells::harmless;
use crate::place::Opened;
use crate::store::life::{self, Filter, PageAt, Row};

const HEADINGS: [&str; 17] = [
    "Số",
    "Tình trạng",
    "Loại",
    "Chủ đề",
    "Cơ quan",
    "Người xử lý",
    "Nhận lúc",
    "Hẹn trả lời",
    "Trả lời lúc",
    "Quá hạn",
    "Tiêu đề",
    "Nội dung",
    "Nơi xảy ra",
    "Mức hài lòng",
    "Báo chưa xong",
    "Đồng ý đăng",
    "Đăng lúc",
];

/// A cell.
enum Cell {
    Text(String),
    Number(i64),
}

/// Writes all that fits; says how many.
pub(crate) async fn export(
    opened: &Opened,
    filter: &Filter,
    output: &Path,
    dry_run: bool,
) -> Result<String, Error> {
    let extension = output
        .extension()
        .map(|end| end.to_string_lossy().to_lowercase());
    let is_book = match extension.as_deref() {
        Some("csv") => false,
        Some("xlsx") => true,
        _ => return Err(Error::Format(output.to_path_buf())),
    };
    if dry_run {
        let at = PageAt { number: 1, size: 1 };
        let total = life::list(&opened.store, filter, at).await?.total;
        return Ok(format!(
            "chạy thử: {total} ý kiến, chưa ghi gì | dry run: {total} items, nothing was written"
        ));
    }
    let count = match is_book {
        true => book(opened, filter, output).await?,
        false => csv(opened, filter, output).await?,
    };
    Ok(format!(
        "{}: {count} ý kiến | {count} items",
        output.display()
    ))
}

/// Batches that are read ahead.
const AHEAD: usize = 2;

/// What comes from the database. Where neither comes, reading has failed.
enum Read {
    Rows(Vec<Row>),
    End,
}

/// Gives each row with its number from 1 on, and the last number; none where reading has failed: a table without its end must not
/// look like one.
fn each(
    mut from: Receiver<Read>,
    mut put: impl FnMut(u32, &Row) -> Result<(), Error>,
) -> Result<Option<u32>, Error> {
    let mut count = 0;
    loop {
        match from.blocking_recv() {
            Some(Read::Rows(rows)) => {
                for row in &rows {
                    count += 1;
                    put(count, row)?;
                }
            }
            Some(Read::End) => return Ok(Some(count)),
            None => return Ok(None),
        }
    }
}

/// Reads on while what was read is written: both take as long.
async fn both(
    opened: &Opened,
    filter: &Filter,
    output: &Path,
    write: impl FnOnce(Receiver<Read>) -> Result<u32, Error> + Send + 'static,
) -> Result<u32, Error> {
    let (to, from) = channel(AHEAD);
    let reading = async move {
        let mut after = 0;
        loop {
            let rows = life::batch(&opened.store, filter, after).await?;
            let (read, is_end) = match rows.last() {
                Some(last) => {
                    after = last.number;
                    (Read::Rows(rows), false)
                }
                None => (Read::End, true),
            };
            // Where nobody takes it, the writer says why.
            if to.send(read).await.is_err() || is_end {
                return Ok::<_, Error>(());
            }
        }
    };
    let (read, written) = join!(reading, spawn_blocking(move || write(from)));
    read?;
    let ended = |error| Error::File(output.to_path_buf(), std::io::Error::other(error));
    written.map_err(ended)?
}

async fn csv(opened: &Opened, filter: &Filter, output: &Path) -> Result<u32, Error> {
    let path = output.to_path_buf();
    let write = move |from| {
        let at = |error| Error::File(path.clone(), error);
        let mut file = BufWriter::new(File::create(&path).map_err(at)?);
        // Excel reads UTF-8 only where this mark stands.
        file.write_all("\u{feff}".as_bytes()).map_err(at)?;
        let mut to = ::csv::Writer::from_writer(file);
        to.write_record(HEADINGS)?;
        let count = each(from, |_, row| {
            let cells = cells(row).map(|cell| match cell {
                Cell::Text(text) => harmless(&text),
                Cell::Number(number) => number.to_string(),
            });
            Ok(to.write_record(cells)?)
        })?;
        to.flush().map_err(at)?;
        if count.is_none() {
            drop(to);
            std::fs::remove_file(&path).map_err(at)?;
        }
        Ok(count.unwrap_or_default())
    };
    both(opened, filter, output, write).await
}

async fn book(opened: &Opened, filter: &Filter, output: &Path) -> Result<u32, Error> {
    let path = output.to_path_buf();
    let write = move |from| {
        let mut book = Workbook::new();
        // Texts of citizens wait beside the table and nowhere else; a little larger is much sooner.
        let folder = path
            .parent()
            .filter(|folder| !folder.as_os_str().is_empty());
        book.set_tempdir(folder.unwrap_or(Path::new(".")))?;
        book.set_zip_compression_level(1);
        let bold = Format::new().set_bold();
        // Row after row into a file: a hundred thousand texts need no room.
        let sheet = book.add_worksheet_with_constant_memory()?;
        sheet.set_name("Ý kiến")?;
        for (column, heading) in (0..).zip(HEADINGS) {
            sheet.write_with_format(0, column, heading, &bold)?;
        }
        sheet.set_freeze_panes(1, 1)?;
        let count = each(from, |at, row| put(sheet, at, row))?;
        if count.is_some() {
            book.save(&path)?;
        }
        Ok(count.unwrap_or_default())
    };
    both(opened, filter, output, write).await
}

fn put(sheet: &mut Worksheet, at: u32, row: &Row) -> Result<(), Error> {
    for (column, cell) in (0..).zip(cells(row)) {
        match cell {
            Cell::Text(text) if text.is_empty() => {}
            // As a text and never as a formula or a link.
            Cell::Text(text) => _ = sheet.write_string(at, column, text)?,
            #[expect(clippy::cast_precision_loss, reason = "numbers of items are small")]
            Cell::Number(number) => _ = sheet.write_number(at, column, number as f64)?,
        }
    }
    Ok(())
}

fn cells(row: &Row) -> [Cell; HEADINGS.len()] {
    let text = |text: &Option<String>| Cell::Text(text.clone().unwrap_or_default());
    let time = |ms: Option<i64>| Cell::Text(ms.map(day).unwrap_or_default());
    let number = |number: Option<i64>| number.map_or(Cell::Text(String::new()), Cell::Number);
    let flag = |flag: bool| Cell::Text(if flag { "có" } else { "" }.to_owned());
    [
        Cell::Number(row.number),
        Cell::Text(row.status.label(Lang::Vi).to_owned()),
        Cell::Text(row.kind.clone()),
        text(&row.topic),
        text(&row.owner),
        number(row.handler),
        time(Some(row.received_ms)),
        time(row.expected_ms),
        time(row.answered_ms),
        flag(row.is_overdue),
        Cell::Text(row.title.clone()),
        Cell::Text(row.lead.clone()),
        text(&row.place),
        number(row.satisfaction.or(row.rating)),
        time(row.unsolved_ms),
        flag(row.can_publish),
        time(row.published_ms),
    ]
}
