//! E-mail by SMTP, with TLS by rustls and this machine's own authorities.

use std::time::Duration;

use lettre::address::Address;
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Mailbox, Message};
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Tls, TlsParameters};
use lettre::transport::smtp::extension::ClientId;
use lettre::{SmtpTransport, Transport};

use super::words::letter;
use super::{Channel, Error, Failure, Notice, Sending, TO_CITIZENS, events, secret};
use crate::config;
use crate::store::outbox::{MAIL, Way};

/// Longest wait for each step of the talk.
const TIME: Duration = Duration::from_secs(15);
/// Answers about who we are, not about the letter: they pass when the settings are put right.
const ABOUT_US: [u16; 4] = [530, 534, 535, 538];

/// Writes to citizens.
pub(super) struct Mail {
    server: SmtpTransport,
    from: Mailbox,
    domain: String,
    events: Vec<String>,
    track_url: Option<String>,
}

impl Mail {
    pub(super) fn open(mail: &config::Mail) -> Result<Self, Error> {
        let from: Mailbox = mail
            .from
            .parse()
            .map_err(|_| Error::From(mail.from.clone()))?;
        let domain = from.email.domain().to_owned();
        let tls = || {
            TlsParameters::new(mail.host.clone()).map_err(|error| Error::NoTls(error.to_string()))
        };
        let tls = match mail.tls.as_str() {
            "starttls" => Tls::Required(tls()?),
            "tls" => Tls::Wrapper(tls()?),
            "none" => Tls::None,
            other => return Err(Error::Tls(other.to_owned())),
        };
        let mut server = SmtpTransport::builder_dangerous(&mail.host)
            .port(mail.port)
            .hello_name(ClientId::Domain(domain.clone()))
            .timeout(Some(TIME))
            .tls(tls);
        if let (Some(user), Some(file)) = (&mail.user, &mail.password_file) {
            server = server.credentials(Credentials::new(user.clone(), secret(file)?));
        }
        Ok(Self {
            server: server.build(),
            from,
            domain,
            events: events(&mail.events, TO_CITIZENS)?,
            track_url: mail.track_url.clone(),
        })
    }

    fn message(&self, notice: &Notice) -> Result<Message, Failure> {
        let target = notice.target.as_deref().unwrap_or_default();
        let to: Address = target.parse().map_err(|_| Failure::never("address"))?;
        let (subject, text) = letter(notice, self.track_url.as_deref());
        let mut message = Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(None, to))
            .subject(subject)
            .message_id(Some(format!("<{}@{}>", notice.event_id, self.domain)))
            .header(ContentType::TEXT_PLAIN)
            .body(text)
            .map_err(|_| Failure::never("letter"))?;
        // Nobody's machine answers it.
        let name = HeaderName::new_from_ascii_str("Auto-Submitted");
        let value = HeaderValue::new(name, "auto-generated".to_owned());
        message.headers_mut().insert_raw(value);
        Ok(message)
    }
}

impl Channel for Mail {
    fn way(&self) -> Way {
        Way {
            id: MAIL.to_owned(),
            agency: None,
            events: self.events.clone(),
        }
    }

    fn send<'a>(&'a self, notice: &'a Notice) -> Sending<'a> {
        Box::pin(async move {
            let message = self.message(notice)?;
            let server = self.server.clone();
            let done = tokio::task::spawn_blocking(move || server.send(&message));
            match done.await {
                Ok(Ok(_)) => Ok(()),
                Ok(Err(error)) => Err(failure(&error)),
                Err(_) => Err(Failure::later("SMTP")),
            }
        })
    }
}

/// Without the server's words, which may repeat the address.
fn failure(error: &lettre::transport::smtp::Error) -> Failure {
    let Some(code) = error.status() else {
        return Failure::later(match error.is_timeout() {
            true => "SMTP timeout",
            false => "SMTP connection",
        });
    };
    let code = u16::from(code);
    match error.is_permanent() && !ABOUT_US.contains(&code) {
        true => Failure::never(format!("SMTP {code}")),
        false => Failure::later(format!("SMTP {code}")),
    }
}
