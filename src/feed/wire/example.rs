//! A file of every kind with every field in use, for the tests.
#![allow(clippy::unwrap_used, reason = "tests")]

use serde_json::Value;

use super::*;
use crate::check::FileKind;
use crate::feed::parse_stamp;

mod lobby;

fn moment(text: &str) -> Option<Moment> {
    Some(Moment(parse_stamp(text).unwrap().0))
}

fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

fn author() -> news::Author {
    news::Author {
        name: some("Cơ quan ví dụ"),
        url: some("https://co-quan.example/"),
        avatar: some("https://co-quan.example/mark.svg"),
    }
}

/// A file of this kind.
pub(super) fn full(kind: FileKind) -> Value {
    let published = "2025-11-17T20:59:00+07:00";
    let value = match kind {
        FileKind::Discovery => serde_json::to_value(discovery::Discovery {
            version: VERSION.to_owned(),
            last_updated: moment("2025-11-18T09:00:00+07:00").unwrap(),
            ttl: 300,
            sequence: 7,
            expires: moment("2025-12-18T09:00:00+07:00"),
            publisher: discovery::Publisher {
                name: "Cơ quan ví dụ".to_owned(),
                url: "https://co-quan.example/".to_owned(),
                contact: "mailto:tin@co-quan.example".to_owned(),
            },
            languages: vec!["vi".to_owned()],
            feeds: vec![discovery::File {
                name: "news".to_owned(),
                url: "news.json".to_owned(),
                ttl: 300,
                bytes: 512,
                integrity: format!("sha384-{}", "A".repeat(64)),
                last_modified: moment(published),
            }],
        }),
        FileKind::News => serde_json::to_value(news::News {
            home_page_url: some("https://co-quan.example/"),
            feed_url: some("https://co-quan.example/feed/v1/news.json"),
            description: some("Tin ví dụ"),
            user_comment: some("Ví dụ"),
            next_url: some("https://co-quan.example/feed/v1/older.json"),
            icon: some("icon.png"),
            favicon: some("favicon.png"),
            authors: vec![author()],
            author: Some(author()),
            language: some("vi"),
            expired: Some(false),
            hubs: vec![news::Hub {
                protocol: "WebSub".to_owned(),
                url: "https://hub.example/".to_owned(),
            }],
            cchc: Some(news::FeedExtension {
                version: VERSION.to_owned(),
                about: some("ví dụ"),
            }),
            ..news::News::new("Nguồn tin ví dụ", vec![full_item(published)])
        }),
        FileKind::Notices => serde_json::to_value(notices::Notices {
            version: VERSION.to_owned(),
            notices: vec![notices::Notice {
                identifier: "vi-du-1".to_owned(),
                sent: moment(published).unwrap(),
                onset: moment(published),
                expires: moment("2025-11-19T09:00:00+07:00"),
                status: notices::Status::Actual,
                msg_type: notices::MsgType::Update,
                severity: notices::Severity::Minor,
                response_type: Some(notices::ResponseType::AllClear),
                references: vec!["vi-du-0".to_owned()],
                agencies: vec!["so-vi-du".to_owned()],
                web: some("https://co-quan.example/thong-bao"),
                info: vec![notices::Info {
                    language: some("vi"),
                    headline: "Ví dụ".to_owned(),
                    description: some("Ví dụ"),
                }],
            }],
        }),
        FileKind::Answers => serde_json::to_value(answers::Answers {
            version: VERSION.to_owned(),
            answers: vec![answers::Answer {
                id: "vi-du-1".to_owned(),
                kind: some("phan_anh"),
                topic: some("den"),
                agency: some("so-vi-du"),
                ward: some("phuong-vi-du"),
                place: some("ngõ Ví dụ"),
                title: some("Ví dụ"),
                body: some("Ví dụ"),
                answer: "Ví dụ".to_owned(),
                legal_basis: some("Ví dụ"),
                received: moment(published),
                answered: moment(published).unwrap(),
            }],
        }),
        FileKind::Agencies => serde_json::to_value(agencies::Agencies {
            version: VERSION.to_owned(),
            agencies: vec![agencies::Agency {
                id: "so-vi-du".to_owned(),
                name: "Sở Ví dụ".to_owned(),
                name_en: some("Example Department"),
                kind: some("department"),
                code: some("H26.1"),
                valid_from: chrono::NaiveDate::from_ymd_opt(2025, 3, 1).map(Day),
                valid_to: chrono::NaiveDate::from_ymd_opt(2035, 3, 1).map(Day),
                predecessors: vec!["Sở Ví dụ (cũ)".to_owned()],
                address: some("1 phố Ví dụ"),
                phone: some("024 0000 0000"),
                url: some("https://co-quan.example/"),
                sources: vec!["https://co-quan.example/quyet-dinh".to_owned()],
            }],
        }),
        FileKind::Indexes => serde_json::to_value(indexes::Indexes {
            version: VERSION.to_owned(),
            indexes: vec![full_index()],
        }),
        FileKind::Index => serde_json::to_value(full_detail()),
        FileKind::Procedures => serde_json::to_value(procedures::Procedures {
            version: VERSION.to_owned(),
            procedures: vec![procedures::Entry {
                procedure: full_procedure(),
                detail: Some(procedures::DetailFile {
                    bytes: 1,
                    integrity: format!("sha384-{}", "A".repeat(64)),
                }),
            }],
            synonyms: vec![procedures::Synonym {
                term: "giấy mẫu".to_owned(),
                meanings: vec!["giấy ví dụ".to_owned()],
            }],
        }),
        FileKind::Procedure => serde_json::to_value(whole_procedure()),
        FileKind::Feedback => serde_json::to_value(full_feedback()),
        FileKind::Screens => serde_json::to_value(lobby::full()),
    };
    value.unwrap()
}

fn full_procedure() -> procedures::Procedure {
    procedures::Procedure {
        id: "1.001193".to_owned(),
        name: "Thủ tục ví dụ".to_owned(),
        name_en: some("Example procedure"),
        field: some("Hộ tịch"),
        handler: some("Ủy ban nhân dân cấp xã"),
        agencies: vec!["so-vi-du".to_owned()],
        levels: vec![procedures::Level::Ward],
        audience: vec!["công dân".to_owned()],
        online: Some(procedures::Online::Full),
        keywords: vec!["giấy ví dụ".to_owned()],
        rarity: Some(1),
        result: some("Giấy ví dụ"),
        conditions: some("Điều kiện ví dụ"),
        url: some("https://co-quan.example/thu-tuc"),
        updated: chrono::NaiveDate::from_ymd_opt(2025, 7, 18).map(Day),
    }
}

fn whole_procedure() -> procedure::Detail {
    let text = || {
        vec![
            procedure::Block::Paragraph("Đoạn ví dụ".to_owned()),
            procedure::Block::List(vec!["một".to_owned(), "hai".to_owned()]),
        ]
    };
    procedure::Detail {
        version: VERSION.to_owned(),
        procedure: full_procedure(),
        decision: some("1/QĐ-VD"),
        ways: vec![procedure::Way {
            channel: procedure::Channel::Online,
            time: Some(procedure::Time {
                count: 3,
                unit: procedure::Unit::WorkingDay,
            }),
            fees: vec![procedure::Fee {
                kind: procedure::FeeKind::Charge,
                amount_vnd: Some(8000),
                text: some("Miễn cho trẻ em"),
            }],
            text: text(),
        }],
        cases: vec![procedure::Case {
            name: some("Nộp trực tiếp"),
            papers: vec![procedure::Paper {
                name: "Tờ khai".to_owned(),
                originals: Some(1),
                copies: Some(0),
                is_required: Some(true),
                forms: vec![procedure::Form {
                    name: "Mẫu 1".to_owned(),
                    url: some("https://co-quan.example/mau-1"),
                }],
            }],
        }],
        steps: vec![procedure::Step {
            name: some("Nộp hồ sơ"),
            text: text(),
        }],
        results: vec!["Giấy ví dụ".to_owned()],
        requirements: text(),
        places: text(),
        laws: vec![procedure::Law {
            number: some("1/2025/VD"),
            name: some("Luật Ví dụ"),
            url: some("https://co-quan.example/luat"),
        }],
        related: vec!["1.000894".to_owned()],
    }
}

fn link() -> Option<indexes::Link> {
    Some(indexes::Link {
        title: some("Công bố ví dụ"),
        url: some("https://co-quan.example/cong-bo"),
    })
}

fn figures() -> indexes::Figures {
    indexes::Figures {
        value: Some(92.57),
        rank: Some(3),
        rank_of: Some(63),
        basis: some("63-provinces"),
        band: some("A"),
        source: link(),
    }
}

fn full_index() -> indexes::Index {
    indexes::Index {
        short: some("VÍ DỤ"),
        name_en: some("Example index"),
        publisher: some("Bộ Ví dụ"),
        publisher_en: some("Ministry of Examples"),
        of_units: Some(false),
        unit: some("điểm"),
        unit_en: some("points"),
        decimals: Some(2),
        min: Some(0.0),
        max: Some(100.0),
        lower_is_better: Some(false),
        ranked: Some(true),
        bands: vec![indexes::Band {
            id: "A".to_owned(),
            name: "Nhóm A".to_owned(),
            name_en: some("Group A"),
        }],
        target: Some(indexes::Target {
            period: "2026".to_owned(),
            value: Some(93.0),
            rank: Some(5),
            source: link(),
        }),
        detail: some("indexes/vi-du.json"),
        observations: vec![indexes::Observation {
            period: "2024".to_owned(),
            figures: figures(),
            status: Some(indexes::Status::Conflict),
            published: chrono::NaiveDate::from_ymd_opt(2025, 4, 6).map(Day),
            mean: Some(88.37),
            breaks: some("cách tính mới"),
            breaks_en: some("new method"),
            note: some("ví dụ"),
            note_en: some("example"),
            restated: vec![figures()],
            conflicts: vec![figures()],
        }],
        ..indexes::Index::new("vi-du", "Chỉ số ví dụ")
    }
}

fn full_detail() -> index::Index {
    let of = |value| std::iter::once(("vi-du".to_owned(), value)).collect();
    index::Index {
        version: VERSION.to_owned(),
        id: "vi-du".to_owned(),
        method: some("Cộng điểm của các lĩnh vực"),
        method_en: some("The sum of all fields"),
        sources: link().into_iter().collect(),
        components: vec![index::Component {
            id: "vi-du".to_owned(),
            name: "Lĩnh vực ví dụ".to_owned(),
            name_en: some("Example field"),
            min: Some(-2.0),
            max: Some(10.0),
            bonus: Some(true),
        }],
        editions: vec![index::Edition {
            period: "2024".to_owned(),
            values: of(Some(9.5)),
            means: of(Some(8.25)),
            ranks: std::iter::once(("vi-du".to_owned(), Some(7))).collect(),
            rank_of: Some(63),
            source: link(),
        }],
        peers: vec![index::Peer {
            period: "2024".to_owned(),
            name: "Tỉnh Ví dụ".to_owned(),
            name_en: some("Example Province"),
            figures: figures(),
        }],
        rankings: vec![index::Ranking {
            period: "2024".to_owned(),
            universe: "Sở, cơ quan ngang sở".to_owned(),
            universe_en: some("Departments"),
            rank_of: Some(23),
            basis: some("23-departments"),
            mean: Some(88.4),
            status: Some(indexes::Status::Published),
            published: chrono::NaiveDate::from_ymd_opt(2025, 2, 27).map(Day),
            source: link().unwrap(),
            note: some("ví dụ"),
            note_en: some("example"),
            rows: vec![index::Unit {
                agency: some("so-vi-du"),
                name: "Sở Ví dụ".to_owned(),
                value: Some(95.77),
                rank: Some(1),
                closed: chrono::NaiveDate::from_ymd_opt(2025, 2, 28).map(Day),
            }],
        }],
    }
}

fn full_item(published: &str) -> news::Item {
    news::Item {
        url: some("https://co-quan.example/tin/1"),
        external_url: some("https://bao.example/1"),
        summary: some("Tóm tắt"),
        content_text: some("Nội dung"),
        content_html: some("<p>Nội dung</p>"),
        image: some("anh.jpg"),
        banner_image: some("anh-rong.jpg"),
        date_published: moment(published),
        date_modified: moment(published),
        authors: vec![author()],
        author: Some(author()),
        tags: vec!["một cửa".to_owned()],
        language: some("vi"),
        attachments: vec![news::Attachment {
            url: "https://co-quan.example/1.pdf".to_owned(),
            mime_type: "application/pdf".to_owned(),
            title: some("Văn bản"),
            size_in_bytes: Some(1),
            duration_in_seconds: Some(1),
        }],
        cchc: Some(news::Extension {
            kind: Some(news::Kind::Result),
            agency: some("so-vi-du"),
            fields: vec![news::ReformField::CivilService],
            pinned: Some(true),
            valid_from: moment(published),
            valid_until: moment("2025-12-18T09:00:00+07:00"),
            date_precision: Some(news::DatePrecision::Day),
            source: Some(news::Source {
                name: "Cơ quan ví dụ".to_owned(),
                url: some("https://co-quan.example/tin/1"),
            }),
        }),
        ..news::Item::new("vi-du-1", "Ví dụ")
    }
}

fn full_feedback() -> feedback::Feedback {
    feedback::Feedback {
        version: VERSION.to_owned(),
        hub: some("../../"),
        forms: vec![feedback::Form {
            id: "gop-y".to_owned(),
            version: 3,
            title: "Góp ý".to_owned(),
            title_en: some("Feedback"),
            intro: some("Ví dụ"),
            intro_en: some("Example"),
            kinds: vec![feedback::Kind {
                code: feedback::KindCode::PhanAnh,
                label: "Phản ánh".to_owned(),
                label_en: some("Report"),
                hint: some("Ví dụ"),
                hint_en: some("Example"),
                asks: vec![feedback::Ask::Place, feedback::Ask::Time],
            }],
            topics: vec![feedback::Topic {
                code: "mot-cua".to_owned(),
                label: "Một cửa".to_owned(),
                label_en: some("One-stop shop"),
                kinds: vec![feedback::KindCode::PhanAnh],
                agency: some("so-vi-du"),
            }],
            questions: vec![feedback::Question {
                id: "quay".to_owned(),
                label: "Quầy số mấy?".to_owned(),
                label_en: some("Which counter?"),
                hint: some("Ví dụ"),
                hint_en: some("Example"),
                kind: feedback::Type::Choice,
                is_required: Some(true),
                max_chars: Some(20),
                options: vec![feedback::Choice {
                    value: "1".to_owned(),
                    label: "Quầy 1".to_owned(),
                    label_en: some("Counter 1"),
                }],
                kinds: vec![feedback::KindCode::PhanAnh],
            }],
            agencies: vec!["so-vi-du".to_owned()],
            agency: Some(feedback::Need::Required),
            ward: Some(feedback::Need::Optional),
            place: Some(feedback::Need::No),
            contact: Some(feedback::Contact {
                fields: vec![feedback::ContactField::Phone],
                why: some("Để trả lời"),
                why_en: some("To answer you"),
            }),
            can_publish: Some(true),
            limits: Some(feedback::Limits {
                title_chars: Some(150),
                body_min_chars: Some(10),
                body_chars: Some(4_000),
                files: Some(5),
                file_bytes: Some(8 << 20),
                file_types: Some(vec![feedback::FileType::Jpeg]),
            }),
            consent: Some(full_consent()),
            due: Some(feedback::Due {
                count: 5,
                unit: procedure::Unit::WorkingDay,
                basis: some("Quy chế ví dụ"),
                basis_en: some("Example rule"),
            }),
            elsewhere: vec![feedback::Elsewhere {
                id: "khieu-nai".to_owned(),
                title: "Khiếu nại".to_owned(),
                title_en: some("Complaints"),
                text: some("Ví dụ"),
                text_en: some("Example"),
                phone: some("024 0000 0000"),
                url: some("https://co-quan.example/khieu-nai"),
            }],
            rating: Some(feedback::Rating {
                question: "Ông, bà có hài lòng không?".to_owned(),
                question_en: some("Are you satisfied?"),
            }),
        }],
    }
}

fn full_consent() -> feedback::Consent {
    feedback::Consent {
        id: "dong-y".to_owned(),
        version: "2026-01".to_owned(),
        text: "Ví dụ".to_owned(),
        text_en: some("Example"),
        controller: "Sở Ví dụ".to_owned(),
        controller_en: some("Example Department"),
        legal_basis: some("Luật 91/2025/QH15"),
        legal_basis_en: some("Law 91/2025/QH15"),
        retention_days: Some(730),
        url: some("https://co-quan.example/du-lieu"),
        purposes: vec![feedback::Purpose {
            id: "tra-loi".to_owned(),
            label: "Trả lời".to_owned(),
            label_en: some("To answer"),
            is_required: Some(true),
        }],
    }
}
