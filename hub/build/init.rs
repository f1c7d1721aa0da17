//! `cchc build --init FOLDER`: a folder of sources to begin with: `feed.toml` and one workbook for each kind of table, with
//! headings, one filled row, lists to choose from, and a sheet that explains the columns.

pub(super) mod book;

use std::path::{Path, PathBuf};

use rust_xlsxwriter::XlsxError;

use super::table::layout::Layout;
use super::{agencies, indexes, news, notices, procedures};
use crate::Language;

/// Why no folder was made.
#[derive(Debug, thiserror::Error)]
pub(super) enum Error {
    #[error("{0}: đã có, không ghi đè | is there already and is not overwritten")]
    Exists(PathBuf),
    #[error("không ghi được {0}: {1} | cannot write {0}: {1}")]
    Write(PathBuf, std::io::Error),
    #[error("không tạo được {0}: {1} | cannot make {0}: {1}")]
    Book(PathBuf, XlsxError),
}

/// Files of a new folder.
struct Names {
    agencies: &'static str,
    indexes: &'static str,
    news: &'static str,
    notices: &'static str,
    procedures: &'static str,
}

const VI: Names = Names {
    agencies: "co-quan.xlsx",
    indexes: "chi-so.xlsx",
    news: "tin.xlsx",
    notices: "thong-bao.xlsx",
    procedures: "thu-tuc.xlsx",
};
const EN: Names = Names {
    agencies: "agencies.xlsx",
    indexes: "indexes.xlsx",
    news: "news.xlsx",
    notices: "notices.xlsx",
    procedures: "procedures.xlsx",
};

/// Makes the folder; nothing that is there is touched.
pub(super) fn make(folder: &Path, lang: Language) -> Result<Vec<PathBuf>, Error> {
    let names = match lang {
        Language::Vi => &VI,
        Language::En => &EN,
    };
    let books: [(&str, &[&Layout]); 5] = [
        (names.news, &[&news::LAYOUT]),
        (names.notices, &[&notices::LAYOUT]),
        (names.indexes, &indexes::LAYOUTS),
        (names.agencies, &[&agencies::LAYOUT]),
        (names.procedures, &procedures::LAYOUTS),
    ];
    let mut files = vec![(
        folder.join(super::plan::NAME),
        plan(names, lang).into_bytes(),
    )];
    for (name, layouts) in books {
        let path = folder.join(name);
        let content =
            book::template(layouts, lang).map_err(|error| Error::Book(path.clone(), error))?;
        files.push((path, content));
    }
    if let Some((path, _)) = files.iter().find(|(path, _)| path.exists()) {
        return Err(Error::Exists(path.clone()));
    }
    std::fs::create_dir_all(folder).map_err(|error| Error::Write(folder.to_path_buf(), error))?;
    for (path, content) in &files {
        std::fs::write(path, content).map_err(|error| Error::Write(path.clone(), error))?;
    }
    Ok(files.into_iter().map(|(path, _)| path).collect())
}

fn plan(names: &Names, lang: Language) -> String {
    let Names {
        agencies,
        indexes,
        news,
        notices,
        procedures,
    } = names;
    match lang {
        Language::Vi => format!(
            r#"# Nguồn tin của cơ quan. Tạo nguồn tin: cchc build THƯ_MỤC_NÀY -o NƠI_ĐẶT
languages = ["vi"]
# Số giây trước khi các thẻ hỏi lại.
ttl_secs = 300
# Sau ngần này ngày không tạo lại, các thẻ báo là tin cũ.
expires_days = 30

[publisher]
name = "Cơ quan Ví dụ"
url = "https://co-quan.example/"
contact = "mailto:tin@co-quan.example"

[[files]]
name = "news"
ttl_secs = 300
title = "Tin cải cách hành chính"
sources = [{{ file = "{news}" }}]

[[files]]
name = "notices"
ttl_secs = 60
sources = [{{ file = "{notices}" }}]

[[files]]
name = "indexes"
ttl_secs = 86400
sources = [{{ file = "{indexes}" }}]

[[files]]
name = "procedures"
ttl_secs = 86400
sources = [{{ file = "{procedures}" }}]

[[files]]
name = "agencies"
ttl_secs = 86400
sources = [{{ file = "{agencies}" }}]
"#
        ),
        Language::En => format!(
            r#"# Sources of an agency's feed. To build it: cchc build THIS_FOLDER -o PLACE
languages = ["vi", "en"]
# Seconds before the widgets ask again.
ttl_secs = 300
# After so many days without a build the widgets say that the news are old.
expires_days = 30

[publisher]
name = "Example Agency"
url = "https://co-quan.example/"
contact = "mailto:feed@co-quan.example"

[[files]]
name = "news"
ttl_secs = 300
title = "Administrative reform news"
sources = [{{ file = "{news}" }}]

[[files]]
name = "notices"
ttl_secs = 60
sources = [{{ file = "{notices}" }}]

[[files]]
name = "indexes"
ttl_secs = 86400
sources = [{{ file = "{indexes}" }}]

[[files]]
name = "procedures"
ttl_secs = 86400
sources = [{{ file = "{procedures}" }}]

[[files]]
name = "agencies"
ttl_secs = 86400
sources = [{{ file = "{agencies}" }}]
"#
        ),
    }
}
