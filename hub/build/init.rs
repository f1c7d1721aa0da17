//! `cchc build --init FOLDER`: a folder of sources to begin with: `feed.toml` and one workbook for each kind of table, with
//! headings, one filled row, lists to choose from, and a sheet that explains the columns.

pub(super) mod book;

use std::path::{Path, PathBuf};

use rust_xlsxwriter::XlsxError;

use super::table::layout::Layout;
use super::{agencies, answers, feedback, indexes, news, notices, procedures, screens};
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
    answers: &'static str,
    feedback: &'static str,
    indexes: &'static str,
    news: &'static str,
    notices: &'static str,
    procedures: &'static str,
    screens: &'static str,
}

const VI: Names = Names {
    agencies: "co-quan.xlsx",
    answers: "tra-loi.xlsx",
    feedback: "gop-y.xlsx",
    indexes: "chi-so.xlsx",
    news: "tin.xlsx",
    notices: "thong-bao.xlsx",
    procedures: "thu-tuc.xlsx",
    screens: "man-hinh.xlsx",
};
const EN: Names = Names {
    agencies: "agencies.xlsx",
    answers: "answers.xlsx",
    feedback: "feedback.xlsx",
    indexes: "indexes.xlsx",
    news: "news.xlsx",
    notices: "notices.xlsx",
    procedures: "procedures.xlsx",
    screens: "screens.xlsx",
};

/// Makes the folder; nothing that is there is touched.
pub(super) fn make(folder: &Path, lang: Language) -> Result<Vec<PathBuf>, Error> {
    let names = match lang {
        Language::Vi => &VI,
        Language::En => &EN,
    };
    let books: [(&str, &[&Layout]); 8] = [
        (names.news, &[&news::LAYOUT]),
        (names.notices, &[&notices::LAYOUT]),
        (names.indexes, &indexes::LAYOUTS),
        (names.agencies, &[&agencies::LAYOUT]),
        (names.procedures, &procedures::LAYOUTS),
        (names.feedback, &feedback::LAYOUTS),
        (names.answers, &[&answers::LAYOUT]),
        (names.screens, &screens::LAYOUTS),
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
        answers,
        feedback,
        indexes,
        news,
        notices,
        procedures,
        screens,
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

# hub: địa chỉ máy chủ nhận ý kiến, nếu không ở cùng nơi đặt nguồn tin.
[[files]]
name = "feedback"
ttl_secs = 86400
sources = [{{ file = "{feedback}" }}]

# Ý kiến đã trả lời và được công khai. Có máy chủ nhận ý kiến thì thay bằng tệp của nó: cchc feedback answers -o answers.json
[[files]]
name = "answers"
ttl_secs = 3600
sources = [{{ file = "{answers}" }}]

# Màn hình ở sảnh; địa chỉ mở trên màn hình: screen.html?s=MÃ
[[files]]
name = "screens"
ttl_secs = 300
sources = [{{ file = "{screens}" }}]

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

# hub: address of the server that takes what is sent, if it is not that of the feed.
[[files]]
name = "feedback"
ttl_secs = 86400
sources = [{{ file = "{feedback}" }}]

# What was answered in public. With a hub its own file stands here instead: cchc feedback answers -o answers.json
[[files]]
name = "answers"
ttl_secs = 3600
sources = [{{ file = "{answers}" }}]

# Lobby screens; the address on a panel: screen.html?s=ID
[[files]]
name = "screens"
ttl_secs = 300
sources = [{{ file = "{screens}" }}]

[[files]]
name = "agencies"
ttl_secs = 86400
sources = [{{ file = "{agencies}" }}]
"#
        ),
    }
}
