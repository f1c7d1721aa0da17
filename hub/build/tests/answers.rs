//! Published answers: from the hub's own file, or from a table of an agency that has no hub.

use super::*;

const FILE: &str = "[[files]]\nname = \"answers\"\nttl_secs = 300\n";

#[test]
fn answers_come_from_a_table_and_from_the_hubs_file_alike() {
    let (_dir, job) = sources(&news("a"));
    let put = |name: &str, text: &str| std::fs::write(job.sources.join(name), text).unwrap();
    put(
        "tra-loi.csv",
        "Mã,Tiêu đề,Nội dung hỏi,Nội dung trả lời,Trả lời lúc\n\
         1,Đèn đường,Đèn tắt,Đã thay,16:00 17/11/2025\n\
         2,,Rác đầu ngõ,Đã dọn,09:00 16/11/2025\n",
    );
    put(
        "feed.toml",
        &format!("{TOML}{FILE}sources = [{{ file = \"tra-loi.csv\" }}]\n"),
    );
    let built = build(&job).unwrap();
    assert_eq!(built.problems.lines(Language::En), [""; 0]);
    let text = std::fs::read_to_string(job.output.join("answers.json")).unwrap();
    let (answers, findings) = cchc::feed::answers::parse(&text);
    assert_eq!(findings, []);
    assert_eq!(answers.len(), 2);
    assert_eq!(
        (answers[1].title.as_str(), answers[1].answer.as_str()),
        ("Rác đầu ngõ", "Đã dọn")
    );
    put("answers.json", &text);
    put("feed.toml", &format!("{TOML}{FILE}"));
    let built = build(&job).unwrap();
    assert_eq!(built.problems.lines(Language::En), [""; 0]);
    let again = std::fs::read_to_string(job.output.join("answers.json")).unwrap();
    assert_eq!(cchc::feed::answers::parse(&again).0, answers);
    let listed = discovery_of(&job)
        .feeds
        .iter()
        .any(|file| file.name == "answers");
    assert!(listed);
}
