//! The administrator's pages over real HTTP: every form saves what is good, and says beside its field what is not.

use anyhow::{Context, ensure};
use sunhall_hall::Moment;
use sunhall_hall::ids::{GroupCode, ServiceCode, WindowNumber};
use sunhall_hub::engine::Engine;
use sunhall_hub::snapshots::{Look, board};
use sunhall_hub::store::{DayTotals, Month};
use sunhall_tests::http::{Answer, Request};
use sunhall_tests::pages::{MINUTE, Pages};

/// Manager and administrator of the demo hall.
const ADMINISTRATOR: &str = "0102";
const DAY: i64 = 24 * 60 * MINUTE;

struct Desk {
    pages: Pages,
    cookie: String,
}

impl Desk {
    async fn open() -> anyhow::Result<Self> {
        let pages = Pages::demo().await?;
        let cookie = pages.demo_sign_on(ADMINISTRATOR).await?;
        Ok(Self { pages, cookie })
    }

    fn engine(&self) -> &Engine {
        &self.pages.engine
    }

    async fn page(&self, path: &str) -> anyhow::Result<String> {
        let answer = self.pages.send(&Request::get(path).header("cookie", &self.cookie)).await?;
        ensure!(answer.status == 200, "{path}: {}", answer.status);
        Ok(answer.body)
    }

    /// The form of a page as a browser would send it back, untouched.
    async fn form(&self, path: &str) -> anyhow::Result<Vec<(String, String)>> {
        Ok(fields(&self.page(path).await?))
    }

    async fn send(&self, path: &str, fields: &[(String, String)]) -> anyhow::Result<Answer> {
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        self.pages.send(&Request::form(path, &fields).header("cookie", &self.cookie)).await
    }

    /// Sends the form of `page` with some fields set otherwise; an empty list of values takes the field out.
    async fn change(&self, page: &str, to: &str, set: &[(&str, &str)]) -> anyhow::Result<Answer> {
        let mut form = self.form(page).await?;
        for (name, value) in set {
            form.retain(|(known, _)| known != name);
            if !value.is_empty() || !matches!(*name, "first" | "help" | "services" | "weekdays" | "offered") {
                form.push(((*name).to_owned(), (*value).to_owned()));
            }
        }
        self.send(to, &form).await
    }

    /// Each change of one field is refused beside that field, keeps what was typed and changes nothing.
    async fn refuses(&self, page: &str, to: &str, wrong: &[(&str, &str, &str)]) -> anyhow::Result<()> {
        let before = self.engine().newest().seq;
        for (name, value, words) in wrong {
            let answer = self.change(page, to, &[(name, value)]).await.with_context(|| format!("{name}={value}"))?;
            ensure!(answer.status == 422, "{to} {name}={value}: {}", answer.status);
            let beside = format!("id=\"f-{name}-wrong\"");
            ensure!(answer.body.contains(&beside), "{to} {name}={value}: nothing beside the field: {}", answer.body);
            ensure!(answer.body.contains(words), "{to} {name}={value}: does not say {words}");
            let typed = !matches!(*name, "kind" | "level_lowest" | "fee_kind" | "on_call" | "weekdays" | "not_sure") && *value != "大声点";
            ensure!(!typed || answer.body.contains(value.trim()), "{to} {name}={value}: what was typed is gone");
        }
        ensure!(self.engine().newest().seq == before, "{to}: something was written");
        Ok(())
    }

    async fn saves(&self, page: &str, to: &str, set: &[(&str, &str)], told: &str) -> anyhow::Result<()> {
        let answer = self.change(page, to, set).await?;
        ensure!(answer.status == 303, "{to} {set:?}: {} {}", answer.status, answer.body);
        let there = answer.header("location").context("no way on")?.to_owned();
        let next = self.page(&there).await?;
        ensure!(next.contains(told), "{to}: {there} does not say {told}");
        Ok(())
    }
}

/// The fields of the settings form in a page: a small reader of our own markup.
fn fields(page: &str) -> Vec<(String, String)> {
    let Some(form) = page.split("class=\"settings\"").nth(1).and_then(|rest| rest.split("</form>").next()) else { return Vec::new() };
    let mut found = Vec::new();
    for tag in form.split('<').skip(1) {
        let (inside, after) = tag.split_once('>').unwrap_or((tag, ""));
        let attribute = |name: &str| inside.split(&format!(" {name}=\"")).nth(1).and_then(|rest| rest.split('"').next()).map(plain);
        let Some(name) = attribute("name") else {
            if inside.starts_with("option") && inside.contains(" selected") {
                let last: Option<&mut (String, String)> = found.last_mut();
                if let (Some((_, value)), Some(chosen)) = (last, attribute("value")) {
                    *value = chosen;
                }
            }
            continue;
        };
        let value = attribute("value").unwrap_or_default();
        match inside.split(' ').next() {
            Some("input") if inside.contains("type=\"checkbox\"") && !inside.contains(" checked") => {}
            Some("input") => found.push((name, value)),
            Some("textarea") => found.push((name, plain(after.strip_prefix('\n').unwrap_or(after)))),
            Some("select") => found.push((name, first_option(form, inside))),
            _ => {}
        }
    }
    found
}

/// What a browser sends for a choice that nobody made.
fn first_option(form: &str, select: &str) -> String {
    let options = form.split(select).nth(1).unwrap_or_default();
    options.split("<option value=\"").nth(1).and_then(|rest| rest.split('"').next()).map(plain).unwrap_or_default()
}

fn plain(text: &str) -> String {
    let marks =
        [("&#34;", "\""), ("&#39;", "'"), ("&#60;", "<"), ("&#62;", ">"), ("&quot;", "\""), ("&lt;", "<"), ("&gt;", ">"), ("&#38;", "&"), ("&amp;", "&")];
    marks.iter().fold(text.to_owned(), |text, (mark, sign)| text.replace(mark, sign))
}

#[tokio::test]
async fn parameters_are_confirmed_and_changed_from_a_day_on() -> anyhow::Result<()> {
    let mut desk = Desk::open().await?;
    let list = desk.page("/admin/parameters").await?;
    ensure!(list.matches("data-search=").count() == sunhall_hall::policy::catalogue().len(), "every parameter is listed");
    ensure!(list.contains("建议值，待确认") && list.contains("政府信息公开条例"), "with source and basis");
    let today = desk.engine().now().day();
    let hall = desk.engine().hall();
    ensure!(hall.policy.suggested("queue.calls", today));
    let sent = desk.pages.give(&desk.cookie, "/admin/parameters/queue.calls/confirm", &[("then", "list")]).await?;
    ensure!(sent.header("location") == Some("/admin/parameters#p-queue-calls"), "{sent:?}");
    ensure!(!desk.engine().hall().policy.suggested("queue.calls", today) && desk.engine().hall().policy.text("queue.calls", today) == "3");
    let page = "/admin/parameters/queue.calls";
    desk.refuses(
        page,
        page,
        &[("value", "", "这里要填"), ("value", "0", "对不上"), ("value", "many", "对不上"), ("from", "2026-11-22", "已经过了"), ("from", "soon", "请填日期")],
    )
    .await?;
    desk.saves(page, page, &[("value", "5"), ("from", "2026-11-25")], "已记下").await?;
    ensure!(desk.page("/admin/parameters").await?.contains("2026年11月25日起 5 个"), "planned values are shown");
    desk.pages.pass(2 * DAY);
    ensure!(desk.engine().hall().policy.whole("queue.calls", desk.engine().now().day()) == 5);
    Ok(())
}

#[tokio::test]
async fn a_value_of_the_law_is_changed_only_after_the_law_was_checked() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let page = "/admin/parameters/notice.delay";
    let answer = desk.change(page, page, &[("value", "15")]).await?;
    ensure!(answer.status == 422 && answer.body.contains("请先核对现行条文"), "{}", answer.status);
    desk.saves(page, page, &[("value", "15"), ("checked", "yes")], "已记下").await?;
    let text = "/admin/parameters/screen.voice_wording";
    desk.refuses(text, text, &[("value", "大声点", "对不上")]).await?;
    desk.saves(text, text, &[("value", "请…到…办理")], "已记下").await?;
    let unknown = desk.pages.give(&desk.cookie, "/admin/parameters/no.such", &[("value", "1")]).await?;
    ensure!(unknown.status == 303 && desk.page("/admin/parameters").await?.contains("没有这个参数"));
    Ok(())
}

#[tokio::test]
async fn a_group_is_changed_planned_and_new() -> anyhow::Result<()> {
    let mut desk = Desk::open().await?;
    let page = "/admin/groups/social";
    let long = "长".repeat(41);
    desk.refuses(
        page,
        page,
        &[
            ("name", " ", "这里要填"),
            ("name", &long, "太长"),
            ("letter", "I", "字母用"),
            ("letter", "B", "字母用"),
            ("letter", "", "这里要填"),
            ("summary", &long, "太长"),
            ("name_en", &long, "太长"),
            ("weekdays", "9", "星期"),
            ("not_sure", "yes", "已有一支"),
            ("elder_name", "", "这里要填"),
            ("from", "2020-01-01", "已经过了"),
        ],
    )
    .await?;
    desk.saves(page, page, &[("name", "社会保险")], "已保存").await?;
    let social = GroupCode::new("social");
    ensure!(desk.engine().hall().floor.groups[&social].name == "社会保险");
    desk.saves(page, page, &[("summary", "养老 失业"), ("from", "2026-12-01")], "已排好").await?;
    ensure!(desk.page(page).await?.contains("有一次计划好的改动"), "the page says that something is planned");
    let planned = desk.page("/admin/planned").await?;
    ensure!(planned.contains("2026年12月1日") && planned.contains("养老 失业") && !planned.contains("社会保障"), "{planned}");
    desk.pages.pass(8 * DAY);
    desk.engine().wake().await;
    let group = desk.engine().hall().floor.groups[&social].clone();
    ensure!((group.name.as_str(), group.summary.as_str()) == ("社会保险", "养老 失业"), "{group:?}");
    desk.cookie = desk.pages.demo_sign_on(ADMINISTRATOR).await?;
    let fresh = [("code", "transport"), ("name", "交通出行"), ("letter", "J"), ("icon", "signpost")];
    let new = "/admin/groups/new";
    let taken = desk.change(new, new, &fresh).await?;
    ensure!(taken.status == 422 && taken.body.contains("字母用"), "petition has J");
    let again = desk.change(new, new, &[("code", "social"), ("name", "又一支"), ("letter", "J"), ("icon", "signpost")]).await?;
    ensure!(again.status == 422 && again.body.contains("id=\"f-code-wrong\""), "a code that is taken overwrites nothing");
    Ok(())
}

#[tokio::test]
async fn what_somebody_else_changed_meanwhile_is_not_overwritten_unseen() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let page = "/admin/groups/social";
    let mine = desk.form(page).await?;
    desk.saves(page, page, &[("name", "别人改的")], "已保存").await?;
    let mut late = mine.clone();
    late.retain(|(name, _)| name != "name" && name != "id");
    late.extend([("name".to_owned(), "我改的".to_owned()), ("id".to_owned(), desk.engine().new_id().0.to_string())]);
    let answer = desk.send(page, &late).await?;
    ensure!(answer.status == 422 && answer.body.contains("别人刚改过") && answer.body.contains("我改的"), "{}", answer.status);
    ensure!(desk.engine().hall().floor.groups[&GroupCode::new("social")].name == "别人改的");
    let second = fields(&answer.body);
    ensure!(desk.send(page, &second).await?.status == 303, "seen and saved again");
    ensure!(desk.engine().hall().floor.groups[&GroupCode::new("social")].name == "我改的");
    Ok(())
}

#[tokio::test]
async fn a_window_gets_its_groups_and_skills() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let page = "/admin/windows/2";
    desk.refuses(page, page, &[("help", "social", "又是先办又是帮办"), ("from", "yesterday", "请填日期")]).await?;
    let stray = desk.change(page, page, &[("services", "XX99")]).await?;
    ensure!(stray.status == 422 && desk.engine().hall().floor.windows[&WindowNumber(2)].services.is_empty());
    desk.saves(page, page, &[("services", "SB01"), ("help", "")], "已保存").await?;
    let window = desk.engine().hall().floor.windows[&WindowNumber(2)].clone();
    ensure!(window.services == [ServiceCode::new("SB01")] && window.help.is_empty(), "{window:?}");
    let new = "/admin/windows/new";
    desk.refuses(new, new, &[("number", "0", "1 到 999"), ("number", "two", "1 到 999"), ("number", "2", "已经有了")]).await?;
    desk.saves(new, new, &[("number", "12"), ("first", "relief")], "已保存").await?;
    ensure!(desk.engine().hall().floor.windows[&WindowNumber(12)].first == [GroupCode::new("relief")]);
    Ok(())
}

#[tokio::test]
async fn a_service_keeps_its_versions_and_its_promise_within_the_law() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let page = "/admin/services/SB01";
    let (long, lines) = ("长".repeat(201), "一行\n".repeat(41));
    desk.refuses(
        page,
        page,
        &[
            ("name", "", "这里要填"),
            ("department", " ", "这里要填"),
            ("kind", "magic", "请从列出的"),
            ("level_lowest", "moon", "请从列出的"),
            ("pledged_days", "soon", "整数"),
            ("pledged_days", "-1", "整数"),
            ("statutory", "x", "整数"),
            ("fee_kind", "gift", "请从列出的"),
            ("result", &long, "太长"),
            ("materials", &lines, "最多 40 行"),
            ("originals", "从没见过的材料", "一模一样"),
            ("short", "很长很长很长的短名称", "太长"),
        ],
    )
    .await?;
    for (set, field) in [([("statutory", "5"), ("pledged_days", "6")], "pledged_days"), ([("fee_kind", "amount"), ("fee", "十元")], "fee")] {
        let answer = desk.change(page, page, &set).await?;
        ensure!(answer.status == 422 && answer.body.contains(&format!("id=\"f-{field}-wrong\"")), "{set:?}: {}", answer.status);
    }
    desk.saves(page, page, &[("conditions", "年满十六周岁"), ("fee_kind", "amount"), ("fee", "10.50")], "已保存").await?;
    let edited = desk.page(page).await?;
    ensure!(edited.contains("第 2 版") && edited.contains("年满十六周岁") && edited.contains("10.50 元"), "the difference is readable");
    let guide = desk.pages.send(&Request::get("/g/SB01")).await?;
    ensure!(guide.body.contains("年满十六周岁"), "citizens read it at once");
    desk.saves(page, page, &[("offered", "")], "已保存").await?;
    ensure!(desk.pages.send(&Request::get("/g/SB01")).await?.status == 404, "not offered, not shown");
    let new = "/admin/services/new";
    desk.refuses(new, new, &[("code", "带空格 的", "只能用字母"), ("code", "", "这里要填")]).await?;
    let unnamed = desk.change(new, new, &[("code", "XX01"), ("name", "演示新事项"), ("department", "演示科"), ("group", "nowhere")]).await?;
    ensure!(unnamed.status == 422, "an unknown group is refused");
    desk.saves(new, new, &[("code", "XX01"), ("name", "演示新事项"), ("department", "演示科"), ("group", "relief")], "已保存").await?;
    ensure!(desk.engine().hall().floor.services.contains_key(&ServiceCode::new("XX01")));
    Ok(())
}

#[tokio::test]
async fn the_hall_keeps_its_names_and_phones() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let page = "/admin/hall";
    let long = "长".repeat(101);
    desk.refuses(
        page,
        page,
        &[
            ("name", "", "这里要填"),
            ("place", &long, "太长"),
            ("supervision_phone", "打给我", "电话只写"),
            ("on_call_phone", "一二三", "电话只写"),
            ("on_call", "9999", "请从列出的"),
            ("slip_note", &long, "太长"),
        ],
    )
    .await?;
    desk.saves(page, page, &[("place", "演示镇新街 2 号"), ("supervision_phone", "0000-1234567"), ("slip_note", "演示小票")], "已保存").await?;
    let profile = desk.engine().hall().floor.profile.clone();
    ensure!(profile.place == "演示镇新街 2 号" && profile.slip_note == "演示小票" && profile.demo, "{profile:?}");
    ensure!(desk.pages.send(&Request::get("/g/SB01")).await?.body.contains("演示镇新街 2 号"));
    Ok(())
}

#[tokio::test]
async fn hours_of_the_week_and_days_set_apart() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let page = "/admin/hours";
    for (set, weekday) in [
        ([("weekday-1-1-from", "12:00"), ("weekday-1-1-to", "08:00")], 1),
        ([("weekday-2-1-from", "08:00"), ("weekday-2-1-to", "")], 2),
        ([("weekday-3-2-from", "09:00"), ("weekday-3-2-to", "17:00")], 3),
        ([("weekday-4-1-from", "8点"), ("weekday-4-1-to", "12:00")], 4),
    ] {
        let answer = desk.change(page, page, &set).await?;
        ensure!(answer.status == 422 && answer.body.contains(&format!("id=\"f-weekday-{weekday}-wrong\"")), "{set:?}: {}", answer.status);
    }
    desk.saves(page, page, &[("weekday-6-1-from", "09:00"), ("weekday-6-1-to", "11:30"), ("from", "2026-11-28")], "已排好").await?;
    ensure!(desk.page("/admin/planned").await?.contains("09:00–11:30"), "the plan says what it changes");
    let day = "/admin/hours/day";
    desk.refuses(day, day, &[("day", "2026-11-22", "已经过了"), ("day", "", "请填日期"), ("kind", "maybe", "请从列出的"), ("reason", "", "这里要填")]).await?;
    let no_span = desk.change(day, day, &[("day", "2026-11-24"), ("kind", "open"), ("reason", "培训")]).await?;
    ensure!(no_span.status == 422 && no_span.body.contains("请填至少一段时间"));
    desk.saves(day, day, &[("day", "2026-11-24"), ("reason", "停电检修")], "已保存：2026年11月24日").await?;
    let closed = desk.page(page).await?;
    ensure!(closed.contains("停电检修") && closed.contains("不开"));
    let open = desk.engine().hall().hours(Moment(desk.engine().now().0 + DAY));
    ensure!(open.spans.is_empty(), "tomorrow is closed: {open:?}");
    desk.saves(day, day, &[("day", "2026-11-23"), ("reason", "演示培训"), ("reason_en", "Training")], "已保存").await?;
    let now = desk.engine().now();
    let hall = desk.engine().hall();
    let groups = hall.groups_now(now);
    let (month, yesterday) = (Month::default(), DayTotals::default());
    let board = board(&Look { hall: &hall, now, text: &|_| None, groups: &groups, month: &month, yesterday: &yesterday, public_url: None });
    ensure!(board.hours.reason.as_ref().is_some_and(|reason| reason.zh == "演示培训"), "screens say why: {:?}", board.hours);
    let cleared = desk.pages.give(&desk.cookie, "/admin/hours/day/clear", &[("day", "2026-11-24")]).await?;
    ensure!(cleared.status == 303 && desk.page(page).await?.contains("已撤销"));
    let again = desk.pages.give(&desk.cookie, "/admin/hours/day/clear", &[("day", "2026-11-24")]).await?;
    ensure!(again.status == 303 && desk.page(page).await?.contains("没有另设开放时间"));
    Ok(())
}

#[tokio::test]
async fn a_calendar_is_looked_at_before_it_counts() -> anyhow::Result<()> {
    let mut desk = Desk::open().await?;
    let page = "/admin/calendar";
    ensure!(!desk.page(page).await?.contains("还没有导入，工作日会算错"), "nobody is warned in November");
    desk.pages.pass(8 * DAY);
    desk.cookie = desk.pages.demo_sign_on(ADMINISTRATOR).await?;
    for place in [page, "/admin", "/admin/hours", "/hall"] {
        ensure!(desk.page(place).await?.contains("2027 年的放假安排还没有导入"), "{place} warns from 1 December");
    }
    let upload = |text: &str| {
        let boundary = "a-boundary-of-tests";
        let body = format!("--{boundary}\r\ncontent-disposition: form-data; name=\"file\"; filename=\"days.csv\"\r\n\r\n{text}\r\n--{boundary}--\r\n");
        let sent = Request::new("POST", "/admin/calendar/preview").header("sec-fetch-site", "same-origin");
        sent.header("content-type", &format!("multipart/form-data; boundary={boundary}")).header("cookie", &desk.cookie).body(&body)
    };
    let before = desk.engine().newest().seq;
    let bad = desk.pages.send(&upload("date,kind,name\n2027-02-30,rest,春节\n2027-01-01,holiday,元旦")).await?;
    ensure!(bad.status == 422 && bad.body.contains("第 2 行：日期不对") && bad.body.contains("第 3 行：kind"), "{}", bad.body);
    let empty = desk.pages.send(&upload("")).await?;
    ensure!(empty.status == 422 && empty.body.contains("请选一个文件"), "{}", empty.status);
    let good = desk.pages.send(&upload("date,kind,name\n2027-01-01,rest,元旦\n2027-01-02,work,元旦\n2026-10-01,rest,国庆节")).await?;
    ensure!(good.status == 200 && good.body.contains("2027 年，2 天有变化") && good.body.contains("休息（元旦）"), "{}", good.body);
    ensure!(desk.engine().newest().seq == before, "looking changes nothing");
    let form = fields(&good.body);
    let loaded = desk.send(page, &form).await?;
    ensure!(loaded.status == 303 && desk.page(page).await?.contains("已导入 2026、2027 年"), "{}", loaded.status);
    let calendar = desk.engine().hall().calendar.clone();
    ensure!(calendar.loaded(2027) && desk.engine().hall().calendar_missing(desk.engine().now()).is_none());
    let repeated = desk.send(page, &form).await?;
    ensure!(repeated.status == 303 && desk.engine().hall().calendar == calendar, "a repeat is answered as before");
    Ok(())
}

#[tokio::test]
async fn a_plan_is_taken_back_and_what_no_longer_fits_is_told() -> anyhow::Result<()> {
    let mut desk = Desk::open().await?;
    let new = "/admin/windows/new";
    desk.saves(new, new, &[("number", "20"), ("first", "relief"), ("from", "2026-11-25")], "已排好").await?;
    desk.saves(new, new, &[("number", "21"), ("first", "relief"), ("from", "2026-11-25")], "已排好").await?;
    let taken = desk.pages.give(&desk.cookie, "/admin/planned/take-back", &[("plan", "1")]).await?;
    ensure!(taken.status == 303 && desk.page("/admin/planned").await?.contains("已收回"));
    desk.saves(new, new, &[("number", "21"), ("first", "social")], "已保存").await?;
    desk.pages.pass(3 * DAY);
    desk.engine().wake().await;
    let windows = desk.engine().hall().floor.windows.clone();
    ensure!(!windows.contains_key(&WindowNumber(20)) && windows[&WindowNumber(21)].first == [GroupCode::new("social")]);
    desk.cookie = desk.pages.demo_sign_on(ADMINISTRATOR).await?;
    ensure!(desk.page("/admin").await?.contains("没能换上，请您看看"), "the first page tells");
    ensure!(desk.page("/admin/planned").await?.contains("已经有了"), "and the reason stands with the plan");
    let seen = desk.pages.give(&desk.cookie, "/admin/planned/take-back", &[("plan", "2")]).await?;
    ensure!(seen.status == 303 && !desk.page("/admin").await?.contains("没能换上，请您看看"));
    let never = desk.pages.give(&desk.cookie, "/admin/planned/take-back", &[("plan", "none")]).await?;
    ensure!(never.status == 303 && desk.page("/admin/planned").await?.contains("没有这条计划"));
    Ok(())
}

#[tokio::test]
async fn the_history_tells_who_changed_what_and_is_filtered() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    desk.saves("/admin/windows/2", "/admin/windows/2", &[("help", "")], "已保存").await?;
    let page = desk.page("/admin/history?kind=window&thing=2").await?;
    ensure!(page.contains("2 号窗口") && page.contains("帮办的队伍") && page.contains("去掉：医疗保障"), "{page}");
    ensure!(page.contains("控制台") && page.contains(ADMINISTRATOR), "both authors are named");
    let mine = desk.page(&format!("/admin/history?who={ADMINISTRATOR}")).await?;
    ensure!(mine.matches("data-search=").count() == 1, "one change is mine");
    let all = desk.page("/admin/history").await?;
    ensure!(all.matches("data-search=").count() == 50 && all.contains("page=1"), "a page holds fifty");
    ensure!(desk.page("/admin/history?page=1").await?.contains("page=0"));
    ensure!(desk.page("/admin/history?from=2030-01-01").await?.contains("没有这样的改动"));
    ensure!(desk.page("/admin/history?kind=credential").await?.matches("$argon2").count() == 0, "no secret is shown");
    ensure!(desk.page("/admin/history?kind=nonsense&page=99999999&from=x&to=%27").await?.contains("没有这样的改动"));
    desk.engine().rebuild_views().await?;
    ensure!(desk.page("/admin/history?kind=window&thing=2").await?.contains("去掉：医疗保障"), "a rebuild has the same");
    Ok(())
}

#[tokio::test]
async fn who_may_only_look_finds_no_key_to_save() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    desk.pages.hire("0950", sunhall_hall::staff::Role::Supervisor, "a password of tests", false).await?;
    let cookie = desk.pages.sign_on("0950", "a password of tests").await?;
    for path in ["/admin", "/admin/hall", "/admin/hours", "/admin/groups/social", "/admin/services/SB01", "/admin/windows/2", "/admin/parameters/queue.calls"] {
        let page = desk.pages.send(&Request::get(path).header("cookie", &cookie)).await?;
        ensure!(page.status == 200 && page.body.contains("您的角色只能看") && !page.body.contains("data-key=\"F2\""), "{path}: {}", page.status);
    }
    Ok(())
}
