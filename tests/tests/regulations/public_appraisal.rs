//! 社会监督考评 · R08.2, first part: one rating for each ticket, by number and code; silence is unrated.

use sunhall_hall::command::Clerk as Act;
use sunhall_hall::ids::StaffNumber;
use sunhall_protocol::kiosk::{KioskAnswer, KioskAsk, Reserved};
use sunhall_tests::citizen::Kiosk;
use sunhall_tests::clerk::Clerk;
use sunhall_tests::hall::{Hall, at};

const PHONE: &str = "0000-0009999";
const WORDS: &str = "窗口同志很耐心，谢谢";

async fn serve(hall: &Hall, kiosk: &mut Kiosk, clerk: &Clerk) -> anyhow::Result<Reserved> {
    let slip = kiosk.take_and_print("SB01", None).await?;
    clerk.call().await?;
    clerk.does(Act::Start).await?;
    hall.minutes_pass(3).await;
    clerk.does(Act::Finish).await?;
    Ok(slip)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r08_2_one_rating_for_each_ticket() -> anyhow::Result<()> {
    let hall = Hall::new(at("2026-11-23 09:00")).await?;
    let (mut kiosk, mut other, clerk) = (hall.kiosk("kiosk-1").await?, hall.kiosk("kiosk-2").await?, hall.clerk("0203"));
    clerk.open(2).await?;
    let (rated, silent) = (serve(&hall, &mut kiosk, &clerk).await?, serve(&hall, &mut kiosk, &clerk).await?);
    assert_ne!(rated.code, silent.code);

    assert_eq!(kiosk.rate(&rated.number, &silent.code, 5, &[]).await?.unwrap_err().key, "refusal-rating-code", "the other's code opens nothing");
    for (level, reasons) in [(0, &[][..]), (6, &[]), (5, &["rating-unheard-of"]), (5, &["rating-good-fast", "rating-good-fast"])] {
        assert_eq!(kiosk.rate(&rated.number, &rated.code, level, reasons).await?.unwrap_err().key, "refusal-rating-invalid");
    }
    let id = hall.engine.new_id().0;
    let ask = KioskAsk::Rate {
        number: rated.number.clone(),
        code: rated.code.clone(),
        level: 2,
        reasons: vec!["rating-reason-manner".into(), "rating-reason-slow".into()],
        words: Some(WORDS.into()),
        phone: Some(PHONE.into()),
    };
    assert_eq!(kiosk.ask_as(id, &ask).await?, Ok(KioskAnswer::Rated));
    assert_eq!(kiosk.ask_as(id, &ask).await?, Ok(KioskAnswer::Rated), "a repeat is not a second rating");
    for device in [&mut kiosk, &mut other] {
        assert_eq!(device.rate(&rated.number, &rated.code, 5, &[]).await?.unwrap_err().key, "refusal-already-rated");
    }

    let state = hall.engine.hall();
    let totals = state.public_appraisal.totals_of(&StaffNumber::new("0203"), hall.engine.now().day());
    assert_eq!((totals.served, totals.rated, totals.satisfied), (2, 1, 0), "a bad rating is none of the satisfied, and silence is unrated");
    let log = log(&hall)?;
    assert!(log.contains("rating-reason-manner"), "R04.1: conduct counts, by its tag");
    for kept_apart in [PHONE, WORDS] {
        assert!(!log.contains(kept_apart), "{kept_apart} stands in the log");
    }
    hall.stop().await.map(drop)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r08_2_rating_ends_after_its_days() -> anyhow::Result<()> {
    let hall = Hall::new(at("2026-11-23 09:00")).await?;
    let (mut kiosk, clerk) = (hall.kiosk("kiosk-1").await?, hall.clerk("0203"));
    clerk.open(2).await?;
    let (in_time, too_late) = (serve(&hall, &mut kiosk, &clerk).await?, serve(&hall, &mut kiosk, &clerk).await?);
    for day in 24..=30 {
        hall.clock_to(at(&format!("2026-11-{day} 00:00"))).await;
    }
    hall.clock_to(at("2026-11-30 23:59")).await;
    assert_eq!(kiosk.rate(&in_time.number, &in_time.code, 4, &[]).await?, Ok(KioskAnswer::Rated), "seven days later");
    hall.clock_to(at("2026-12-01 00:00")).await;
    let refusal = kiosk.rate(&too_late.number, &too_late.code, 4, &[]).await?.unwrap_err();
    assert!(["refusal-rating-over", "refusal-rating-code"].contains(&refusal.key.as_str()), "{refusal:?}");
    hall.stop().await.map(drop)
}

/// Everything that the log says, as text.
fn log(hall: &Hall) -> anyhow::Result<String> {
    let connection = rusqlite::Connection::open_with_flags(hall.database(), rusqlite::OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    let mut rows = connection.prepare("SELECT CAST(envelope AS TEXT) FROM event ORDER BY seq")?;
    let texts = rows.query_map([], |row| row.get::<_, String>(0))?.collect::<Result<Vec<_>, _>>()?;
    Ok(texts.join("\n"))
}
