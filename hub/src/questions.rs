//! What `init` asks on a terminal; everything else has an answer already.

use std::io::{BufRead, Write};
use std::net::{IpAddr, UdpSocket};

use sunhall_hub::config::{Answers, Config, PublicReach, host_port};
use sunhall_protocol::words::{self, Argument, Language};

use crate::arguments::Init;

/// Ports on which a hall with TLS listens, where nothing else was said.
const STAFF_PORT: u16 = 8443;
const BROKER_PORT: u16 = 8883;
const PUBLIC_PORT: u16 = 8080;

/// What the questions led to.
pub struct Answered {
    pub answers: Answers,
    /// The hall's name, where one was given.
    pub name: Option<String>,
}

/// Takes the arguments as they are; what is missing has its usual answer.
pub fn without_asking(init: &Init, hall: &str) -> Answered {
    let tls = !init.addresses.is_empty();
    let usual = |given: &Option<String>, port: u16, alone: &str| {
        let usual = if tls { format!("0.0.0.0:{port}") } else { alone.to_owned() };
        given.clone().unwrap_or(usual)
    };
    let public_listen = init.public.clone().or_else(|| tls.then(|| format!("0.0.0.0:{PUBLIC_PORT}")));
    let answers = Answers {
        hall: hall.to_owned(),
        http: usual(&init.http, STAFF_PORT, "127.0.0.1:8080"),
        mqtt: usual(&init.mqtt, BROKER_PORT, "127.0.0.1:1883"),
        names: init.addresses.clone(),
        public_listen,
        public_url: init.public_url.clone(),
        public_reach: init.public_reach.map(PublicReach::from).unwrap_or_default(),
    };
    Answered { answers, name: init.name.clone() }
}

/// Asks for what the arguments left open, until each answer will do.
pub fn ask(init: Init, language: Language, from: impl BufRead, to: impl Write) -> anyhow::Result<Answered> {
    Questions { language, from, to }.run(init)
}

/// The language of whoever sits at the terminal.
pub fn language() -> Language {
    let wished = ["LC_ALL", "LC_MESSAGES", "LANG"].iter().find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()));
    if wished.is_some_and(|wished| wished.starts_with("zh")) { Language::Chinese } else { Language::English }
}

struct Questions<R, W> {
    language: Language,
    from: R,
    to: W,
}

impl<R: BufRead, W: Write> Questions<R, W> {
    fn run(mut self, mut init: Init) -> anyhow::Result<Answered> {
        self.tell("init-welcome", &[])?;
        if init.hall.is_none() {
            init.hall = Some(self.question("init-hall", "hall", |text| Answers { hall: text.to_owned(), ..plain() })?);
        }
        let hall = init.hall.clone().unwrap_or_default();
        if init.name.is_none() {
            init.name = Some(self.question("init-name", "", |_| plain())?).filter(|name| !name.is_empty());
        }
        if init.addresses.is_empty() {
            let given = self.question("init-addresses", &own_addresses().join(", "), |text| Answers { names: list(text), ..plain() })?;
            init.addresses = list(&given);
        }
        let Some(first) = init.addresses.first().cloned() else { return Ok(without_asking(&init, &hall)) };
        if init.public_reach.is_none() {
            let given = self.choice("init-reach", ["lan", "internet"])?;
            init.public_reach = Some(if given == "internet" { crate::arguments::Reach::Internet } else { crate::arguments::Reach::Lan });
        }
        if init.public_url.is_none() {
            let (reach, answers) = (init.public_reach, without_asking(&init, &hall).answers);
            let port = answers.public_listen.as_deref().and_then(|address| address.rsplit(':').next()?.parse().ok()).unwrap_or(PUBLIC_PORT);
            let usual = if reach == Some(crate::arguments::Reach::Internet) { String::new() } else { format!("http://{}", host_port(&first, port)) };
            let given = self.question("init-public-url", &usual, |text| Answers { public_url: some(text), ..answers.clone() })?;
            init.public_url = some(&given);
        }
        Ok(without_asking(&init, &hall))
    }

    /// Asks until the configuration with this answer is a sound one.
    fn question(&mut self, key: &str, usual: &str, answers: impl Fn(&str) -> Answers) -> anyhow::Result<String> {
        loop {
            let given = self.line(key, usual)?;
            if Config::parse(&answers(&given).config()).is_ok() {
                return Ok(given);
            }
            write!(self.to, "  ")?;
            self.tell(&format!("{key}-wrong"), &[])?;
        }
    }

    fn choice(&mut self, key: &str, choices: [&str; 2]) -> anyhow::Result<String> {
        loop {
            let given = self.line(key, choices[0])?;
            if choices.contains(&given.as_str()) {
                return Ok(given);
            }
        }
    }

    /// One line; an empty one is the usual answer, a single hyphen is none.
    fn line(&mut self, key: &str, usual: &str) -> anyhow::Result<String> {
        self.tell(key, &[])?;
        write!(self.to, "  [{usual}] ")?;
        self.to.flush()?;
        let mut line = String::new();
        anyhow::ensure!(self.from.read_line(&mut line)? > 0, "the questions were not answered; nothing was made");
        Ok(match line.trim() {
            "" => usual.to_owned(),
            "-" => String::new(),
            given => given.to_owned(),
        })
    }

    fn tell(&mut self, key: &str, arguments: &[(&str, Argument)]) -> anyhow::Result<()> {
        Ok(writeln!(self.to, "{}", words::say_with(self.language, key, arguments))?)
    }
}

/// Answers that are sound by themselves.
fn plain() -> Answers {
    Answers { hall: "hall".to_owned(), http: "127.0.0.1:0".to_owned(), mqtt: "127.0.0.1:0".to_owned(), ..Answers::default() }
}

fn some(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

fn list(text: &str) -> Vec<String> {
    text.split([',', '，', ' ', '、']).map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned).collect()
}

/// How this machine is probably called: its name, and the address by which it reaches others.
fn own_addresses() -> Vec<String> {
    let name = std::fs::read_to_string("/etc/hostname").ok().map(|name| name.trim().to_owned()).filter(|name| !name.is_empty() && name != "localhost");
    // Choosing a way sends nothing; the address belongs to a documentation network.
    let address = UdpSocket::bind("0.0.0.0:0").and_then(|socket| socket.connect("192.0.2.1:9").and_then(|()| socket.local_addr())).map(|addr| addr.ip());
    address
        .ok()
        .filter(|address: &IpAddr| !address.is_loopback() && !address.is_unspecified())
        .map(|address| address.to_string())
        .into_iter()
        .chain(name)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(init: Init, lines: &str) -> (Answers, Option<String>, String) {
        let mut said = Vec::new();
        let Answered { answers, name } = ask(init, Language::Chinese, lines.as_bytes(), &mut said).unwrap();
        (answers, name, String::from_utf8(said).unwrap())
    }

    #[test]
    fn five_answers_make_a_hall_with_tls() {
        let (answers, name, said) = asked(Init::default(), "liqiao\n梨桥镇便民服务大厅\nhall.example，192.0.2.7\nlan\n\n");
        assert_eq!((answers.hall.as_str(), name.as_deref()), ("liqiao", Some("梨桥镇便民服务大厅")));
        assert_eq!(answers.names, ["hall.example", "192.0.2.7"]);
        assert_eq!((answers.http.as_str(), answers.mqtt.as_str(), answers.public_listen.as_deref()), ("0.0.0.0:8443", "0.0.0.0:8883", Some("0.0.0.0:8080")));
        assert_eq!(answers.public_url.as_deref(), Some("http://hall.example:8080"));
        assert!(Config::parse(&answers.config()).is_ok() && said.contains("大厅代号"), "{said}");
    }

    #[test]
    fn a_wrong_answer_is_asked_again_and_says_why() {
        let (answers, _, said) = asked(Init::default(), "Li Qiao\nliqiao\n\n大厅\nhall.example\ntown\ninternet\nhttp://hall.example\nhttps://hall.example\n");
        assert_eq!((answers.hall.as_str(), answers.public_url.as_deref()), ("liqiao", Some("https://hall.example")));
        assert_eq!(answers.public_reach, PublicReach::Internet);
        assert!(said.contains("这个代号不能用") && said.contains("这里面有") && said.contains("https:// 开头"), "{said}");
        assert!(!said.contains("line "), "what is wrong is said in the words of the questions: {said}");
    }

    #[test]
    fn what_was_given_is_not_asked_and_no_address_means_this_machine_only() {
        let (answers, name, said) = asked(Init { hall: Some("a".into()), name: Some("甲".into()), ..Init::default() }, "-\n");
        assert_eq!((answers.http.as_str(), answers.names.len(), answers.public_listen, name.as_deref()), ("127.0.0.1:8080", 0, None, Some("甲")));
        assert!(!said.contains("大厅代号"), "{said}");
    }
}
