//! What the configuration takes, and how it says no.

use super::*;

#[test]
fn the_example_is_the_defaults() {
    let config = Config::parse(EXAMPLE).unwrap();
    assert_eq!(config, Config { hall: "hall".to_owned(), tls: None, http: Http::default(), mqtt: Mqtt::default(), log: Log::default() });
}

#[test]
fn init_fills_in_the_example() {
    let text = example_with("demo", "127.0.0.1:0", "127.0.0.1:1", Some(LOOPBACK));
    let config = Config::parse(&text).unwrap();
    assert_eq!((config.hall.as_str(), config.http.listen.as_str(), config.mqtt.listen.as_str()), ("demo", "127.0.0.1:0", "127.0.0.1:1"));
    let bound = config.http_listen().unwrap();
    assert_eq!(config.public_url(bound).unwrap(), format!("http://{bound}"));
    assert!(text.contains("# An external broker"), "comments stay");
}

#[test]
fn every_answer_arrives_in_the_configuration() {
    let answers = Answers {
        hall: "liqiao".to_owned(),
        http: "0.0.0.0:8443".to_owned(),
        mqtt: "0.0.0.0:8883".to_owned(),
        names: vec!["hall.example".to_owned(), "192.0.2.7".to_owned()],
        public_listen: Some("0.0.0.0:8080".to_owned()),
        public_url: Some("https://tickets.example".to_owned()),
        public_reach: PublicReach::Internet,
    };
    let config = Config::parse(&answers.config()).unwrap();
    assert_eq!(config.hall, answers.hall);
    assert_eq!(config.tls, Some(Tls { names: answers.names }));
    let http = Http { listen: answers.http, public_listen: answers.public_listen, public_url: answers.public_url, public_reach: answers.public_reach };
    assert_eq!((config.http, config.mqtt), (http, Mqtt { listen: answers.mqtt, ..Mqtt::default() }));
}

#[test]
fn with_tls_every_address_will_do_and_devices_are_told_a_name() {
    let tls = |names: &str, listen: &str| Config::parse(&format!("hall = \"demo\"\n[tls]\nnames = [{names}]\n[mqtt]\nlisten = \"{listen}\"")).unwrap();
    assert_eq!(tls("\"hall.example\", \"192.0.2.7\"", "0.0.0.0:8883").broker(None), "hall.example:8883");
    assert_eq!(tls("\"2001:db8::7\"", "[::]:8883").broker(None), "[2001:db8::7]:8883");
    assert_eq!(tls("\"hall.example\"", "192.0.2.7:8883").broker(None), "192.0.2.7:8883");
    assert_eq!(tls("\"hall.example\"", "0.0.0.0:0").broker(Some(([0, 0, 0, 0], 4321).into())), "hall.example:4321");
}

#[test]
fn an_external_broker_is_one_line() {
    let external = |more: &str| Config::parse(&format!("hall = \"demo\"\n[mqtt]\n{more}")).unwrap();
    let config = external("external = \"mqtts://[2001:db8::7]:8883\"\nexternal_ca = \"broker-ca.pem\"");
    assert_eq!(config.external().unwrap(), Some(External { host: "2001:db8::7".to_owned(), port: 8883, tls: true }));
    assert_eq!(config.broker(None), "[2001:db8::7]:8883");
    assert_eq!(external("external = \"mqtt://localhost:1884\"").broker(None), "localhost:1884");
}

#[test]
fn another_encoding_is_told_with_its_line() {
    assert!(text_of(b"hall = \"demo\"\n# \xb4\xf3".to_vec()).unwrap_err().starts_with("line 2: "));
    assert_eq!(text_of(b"hall".to_vec()).unwrap(), "hall");
}

#[test]
fn mistakes_are_refused_with_their_line() {
    for (text, line, word) in [
        ("hall = \"demo\"\n[http]\nlisten_at = \"127.0.0.1:1\"", "line 3", "listen_at"),
        ("hall = \"demo\"\ncolour = 3", "line 2", "colour"),
        ("hall = 3", "line 1", "string"),
        ("# hall\nhall = \"De Mo\"", "line 2", "lower-case"),
        ("hall = \"demo\"\n[http]\npublic_reach = \"town\"", "line 3", "town"),
        ("hall = \"demo\"\n\n[mqtt]\nlisten = \"0.0.0.0:1883\"", "line 4", "loopback"),
        ("hall = \"demo\"\n[http]\nlisten = \"192.0.2.1:80\"\n[mqtt]\nlisten = \"127.0.0.1:1883\"", "line 3", "[tls]"),
        ("hall = \"demo\"\n[http]\npublic_listen = \"0.0.0.0:80\"", "line 3", "[tls]"),
        ("hall = \"demo\"\n[tls]\nnames = []", "line 3", "at least one"),
        ("hall = \"demo\"\n[tls]\nnames = [\"大厅\"]", "line 3", "host name"),
        ("hall = \"demo\"\n[http]\npublic_url = \"hall.example\"", "line 3", "https://"),
        ("hall = \"demo\"\n[http]\npublic_url = \"http://hall.example\"\npublic_reach = \"internet\"", "line 3", "https://"),
        ("hall = \"demo\"\n[mqtt]\nexternal = \"192.0.2.1:1883\"", "line 3", "mqtts://host:port"),
        ("hall = \"demo\"\n[mqtt]\nexternal = \"mqtt://192.0.2.1:1883\"", "line 3", "this machine"),
        ("hall = \"demo\"\n[mqtt]\nexternal = \"mqtts://192.0.2.1:8883\"", "line 3", "external_ca"),
        ("hall = \"demo\"\n[log]\nfilter = \"info,hub=loud\"", "line 3", "[log] filter"),
        ("[http]", "", "hall"),
    ] {
        let error = Config::parse(text).unwrap_err();
        assert!(error.contains(line) && error.contains(word), "{text:?}: {error}");
    }
}
