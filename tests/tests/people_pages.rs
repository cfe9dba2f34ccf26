//! The pages about people: staff and badges, photos, roles of the hall's own, sign-ons, one-time passwords, the security log.

use anyhow::{Context, ensure};
use image::codecs::jpeg::JpegEncoder;
use sunhall_hall::Verb;
use sunhall_hall::ids::StaffNumber;
use sunhall_hall::staff::Role;
use sunhall_tests::http::{Answer, Request};
use sunhall_tests::pages::{MINUTE, Pages};

type Checked = anyhow::Result<()>;

const SECRET: &str = "a password of tests";

/// The demo hall with an administrator who is signed on.
async fn administrated() -> anyhow::Result<(Pages, String)> {
    let pages = Pages::demo().await?;
    pages.hire("9009", Role::Administrator, SECRET, false).await?;
    let cookie = pages.sign_on("9009", SECRET).await?;
    Ok((pages, cookie))
}

async fn get(pages: &Pages, cookie: &str, path: &str) -> anyhow::Result<Answer> {
    pages.send(&Request::get(path).header("cookie", cookie)).await
}

/// The value of a hidden field of a page.
fn hidden<'a>(page: &'a str, name: &str) -> anyhow::Result<&'a str> {
    let from = page.split(&format!("name=\"{name}\" value=\"")).nth(1).with_context(|| format!("no {name}"))?;
    Ok(from.split('"').next().unwrap_or_default())
}

fn photo(width: u32, height: u32) -> Vec<u8> {
    let picture = image::RgbImage::from_fn(width, height, |x, y| image::Rgb([(x % 256) as u8, (y % 256) as u8, 90]));
    let mut file = Vec::new();
    let written = JpegEncoder::new_with_quality(&mut file, 80).encode_image(&picture);
    assert!(written.is_ok());
    file
}

async fn upload(pages: &Pages, cookie: &str, number: &str, file: &[u8]) -> anyhow::Result<String> {
    let id = pages.engine.new_id().0.to_string();
    let path = format!("/admin/staff/{number}/portrait");
    let answer = pages.send(&Request::file(&path, &[("id", &id)], "photo", file).header("cookie", cookie)).await?;
    ensure!(answer.status == 303, "{answer:?}");
    Ok(get(pages, cookie, &format!("/admin/staff/{number}")).await?.body)
}

#[tokio::test]
async fn somebody_new_gets_number_photo_and_password_and_opens_a_window() -> Checked {
    let (pages, admin) = administrated().await?;
    let new = [("number", "0911"), ("name", "演示新"), ("phone", "0000-0000911"), ("position", "综合岗"), ("roles", "role-clerk"), ("usual_window", "1")];
    let added = pages.give(&admin, "/admin/staff/new", &new).await?;
    ensure!(added.header("location") == Some("/admin/staff/0911"), "{added:?}");
    let page = get(&pages, &admin, "/admin/staff/0911").await?;
    ensure!(page.body.contains("岗牌还缺照片"), "the page says what is missing: {}", page.body);
    let again = pages.give(&admin, "/admin/staff/new", &new).await?;
    ensure!(again.status == 422 && again.body.contains("这个工号已经给过人了"), "{again:?}");

    let page = upload(&pages, &admin, "0911", &photo(1600, 1200)).await?;
    ensure!(!page.contains("岗牌还缺") && page.contains("/file/"), "{page}");
    let hash = pages.engine.hall().staff.people[&StaffNumber::new("0911")].portrait.clone().context("no portrait")?;
    let kept = image::load_from_memory(&pages.engine.file(&hash).context("no file")?)?;
    ensure!((kept.width(), kept.height()) == (480, 600));
    ensure!(get(&pages, "", &format!("/file/{hash}")).await?.header("content-type") == Some("image/jpeg"));

    let given = pages.give(&admin, "/admin/staff/0911/password", &[]).await?;
    let password = given.body.split("<code>").nth(1).and_then(|rest| rest.split('<').next()).context("no password")?.to_owned();
    ensure!(password.len() == 19 && !get(&pages, &admin, "/admin/staff/0911").await?.body.contains(&password), "shown once");
    let clerk = pages.sign_on("0911", &password).await?;
    ensure!(get(&pages, &clerk, "/window").await?.header("location") == Some("/me"));
    pages.give(&clerk, "/me/password", &[("secret", &password), ("new", SECRET), ("again", SECRET)]).await?;
    pages.give(&clerk, "/window/open", &[("window", "1")]).await?;
    ensure!(pages.engine.hall().window_of(&StaffNumber::new("0911")).is_some());
    Ok(())
}

#[tokio::test]
async fn a_one_time_password_given_twice_by_one_form_is_one_and_ends_what_was() -> Checked {
    let (pages, admin) = administrated().await?;
    let guide = pages.demo_sign_on("0101").await?;
    let id = pages.engine.new_id().0.to_string();
    let form = Request::form("/admin/staff/0101/password", &[("id", &id)]).header("cookie", &admin);
    let (first, second) = (pages.send(&form).await?, pages.send(&form).await?);
    ensure!(first.status == 200 && second.status == 303, "{second:?}");
    ensure!(get(&pages, &admin, "/admin/staff/0101").await?.body.contains("这次的密码已经显示过了"));
    ensure!(get(&pages, &guide, "/desk").await?.status == 303, "who was signed on with the old one is out");
    ensure!(pages.sign_on("0101", "yanshi-0101-demo").await.is_err() && pages.sign_on("0101", "000101").await.is_err());
    let password = first.body.split("<code>").nth(1).and_then(|rest| rest.split('<').next()).context("no password")?;
    ensure!(pages.sign_on("0101", password).await.is_ok());
    Ok(())
}

#[tokio::test]
async fn a_bad_photo_is_refused_kindly_and_the_old_one_stays() -> Checked {
    let (pages, admin) = administrated().await?;
    let before = pages.engine.hall().staff.people[&StaffNumber::new("0203")].portrait.clone();
    let mut cut_off = photo(600, 700);
    cut_off.truncate(60);
    let too_large = vec![0x20; 8 * 1024 * 1024 + 1];
    let bad: [(&[u8], &str); 6] = [
        (b"just words", "不是 JPEG 或 PNG"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "不是 JPEG 或 PNG"),
        (b"", "不是 JPEG 或 PNG"),
        (&cut_off, "打不开"),
        (&photo(120, 160), "太小"),
        (&too_large, "超过 8 MiB"),
    ];
    for (file, words) in bad {
        let page = upload(&pages, &admin, "0203", file).await?;
        ensure!(page.contains(words), "{words} is not in {page}");
    }
    let id = pages.engine.new_id().0.to_string();
    for request in [
        Request::file("/admin/staff/0203/portrait", &[("id", &id)], "photo", &vec![0x20; 9 * 1024 * 1024]),
        Request::file("/admin/staff/0203/portrait", &[], "photo", &photo(600, 700)),
        Request::file("/admin/staff/0203/portrait", &[("id", &id)], "elsewhere", &photo(600, 700)),
        Request::form("/admin/staff/0203/portrait", &[("id", &id)]),
        Request::new("POST", "/admin/staff/0203/portrait")
            .header("sec-fetch-site", "same-origin")
            .header("content-type", "multipart/form-data; boundary=x")
            .body("--x\r\nbroken"),
    ] {
        let answer = pages.send(&request.header("cookie", &admin)).await?;
        ensure!(answer.status == 303, "{answer:?}");
    }
    ensure!(pages.engine.hall().staff.people[&StaffNumber::new("0203")].portrait == before);
    let nobody = Request::file("/admin/staff/4321/portrait", &[("id", &id)], "photo", &photo(600, 700)).header("cookie", &admin);
    ensure!(pages.send(&nobody).await?.header("location") == Some("/admin/staff"));
    let clerk = pages.demo_sign_on("0204").await?;
    let foreign = Request::file("/admin/staff/0203/portrait", &[("id", &id)], "photo", &photo(600, 700)).header("cookie", &clerk);
    ensure!(pages.send(&foreign).await?.status == 403);
    Ok(())
}

#[tokio::test]
async fn details_change_at_once_or_on_a_day_and_nobody_overwrites_unseen() -> Checked {
    let (mut pages, admin) = administrated().await?;
    let page = get(&pages, &admin, "/admin/staff/0101").await?.body;
    let seen = hidden(&page, "seen")?.to_owned();
    let fields = |position: &'static str, from: &'static str, seen: &str| {
        let fields = [("name", "演示甲"), ("phone", "0000-0000101"), ("position", position), ("roles", "role-guide"), ("from", from)];
        fields.into_iter().map(|(name, value)| (name, value.to_owned())).chain([("seen", seen.to_owned())]).collect::<Vec<_>>()
    };
    let plain = |fields: &[(&'static str, String)]| fields.iter().map(|(name, value)| (*name, value.clone())).collect::<Vec<_>>();
    let give = async |fields: Vec<(&'static str, String)>| {
        let all: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        pages.give(&admin, "/admin/staff/0101", &all).await
    };
    let first = give(plain(&fields("新岗位", "", &seen))).await?;
    ensure!(first.status == 303, "{first:?}");
    let hall = pages.engine.hall();
    let person = &hall.staff.people[&StaffNumber::new("0101")];
    ensure!(person.position == "新岗位" && person.portrait.is_some(), "the photo stays");
    let late = give(plain(&fields("别人的", "", &seen))).await?;
    ensure!(late.status == 422 && late.body.contains("别人刚改过"), "{late:?}");
    let seen = hidden(&get(&pages, &admin, "/admin/staff/0101").await?.body, "seen")?.to_owned();
    ensure!(give(plain(&fields("明天的岗位", "2026-11-24", &seen))).await?.status == 303);
    let empty = give(vec![("name", String::new()), ("seen", seen)]).await?;
    ensure!(empty.status == 422 && empty.body.contains("这里要填"), "{empty:?}");
    ensure!(pages.engine.hall().staff.people[&StaffNumber::new("0101")].position == "新岗位");
    pages.pass(24 * 60 * MINUTE);
    pages.engine.wake().await;
    ensure!(pages.engine.hall().staff.people[&StaffNumber::new("0101")].position == "明天的岗位");
    Ok(())
}

#[tokio::test]
async fn who_leaves_stays_in_the_list_and_may_come_back() -> Checked {
    let (pages, admin) = administrated().await?;
    let here = pages.demo_sign_on("0101").await?;
    ensure!(pages.give(&admin, "/admin/staff/0101/leave", &[]).await?.status == 303);
    ensure!(get(&pages, &here, "/desk").await?.status == 303 && pages.sign_on("0101", "yanshi-0101-demo").await.is_err());
    let list = get(&pages, &admin, "/admin/staff").await?.body;
    ensure!(list.contains("已经离开的") && list.contains("演示甲"), "{list}");
    let taken = pages.give(&admin, "/admin/staff/new", &[("number", "0101"), ("name", "演示别人"), ("position", "岗")]).await?;
    ensure!(taken.status == 422, "{taken:?}");
    ensure!(get(&pages, &admin, "/admin/staff/0101").await?.body.contains("又回来工作了"));
    pages.give(&admin, "/admin/staff/0101/return", &[]).await?;
    ensure!(pages.sign_on("0101", "yanshi-0101-demo").await.is_ok());
    // The last administrator who can sign on cannot leave.
    ensure!(pages.give(&admin, "/admin/staff/0102/leave", &[]).await?.status == 303);
    ensure!(pages.engine.hall().staff.people[&StaffNumber::new("0102")].left);
    pages.give(&admin, "/admin/staff/9009/leave", &[]).await?;
    ensure!(get(&pages, &admin, "/admin/staff/9009").await?.body.contains("这是最后一位能登录的管理员"));
    Ok(())
}

#[tokio::test]
async fn a_role_of_the_halls_own_opens_exactly_what_it_says() -> Checked {
    let (pages, admin) = administrated().await?;
    let empty = pages.give(&admin, "/admin/roles/new", &[("name", "")]).await?;
    ensure!(empty.status == 422 && empty.body.contains("至少选一件"), "{empty:?}");
    let made =
        pages.give(&admin, "/admin/roles/new", &[("name", "演示助手"), ("name_en", "Demo helper"), ("verbs", "see-live"), ("verbs", "let-help")]).await?;
    ensure!(made.status == 303, "{made:?}");
    let role = pages.engine.hall().staff.roles.values().next().cloned().context("no role")?;
    ensure!(role.verbs == [Verb::LetHelp, Verb::SeeLive], "{role:?}");
    let page = get(&pages, &admin, "/admin/staff/0101").await?.body;
    let seen = hidden(&page, "seen")?.to_owned();
    let code = role.code.to_string();
    let fields = [("name", "演示甲"), ("phone", "0000-0000101"), ("position", "岗"), ("hall_roles", &code), ("seen", &seen)];
    ensure!(pages.give(&admin, "/admin/staff/0101", &fields).await?.status == 303);
    let helper = pages.demo_sign_on("0101").await?;
    ensure!(get(&pages, &helper, "/hall").await?.status == 200 && get(&pages, &helper, "/desk").await?.status == 403, "no guide any more");
    ensure!(get(&pages, &helper, "/hall/lend").await?.status == 200 && get(&pages, &helper, "/hall/urgent").await?.status == 403);
    let remove = format!("/admin/roles/{code}/remove");
    pages.give(&admin, &remove, &[]).await?;
    ensure!(get(&pages, &admin, &format!("/admin/roles/{code}")).await?.body.contains("还有 1 位同志是这个角色"));
    ensure!(get(&pages, &admin, "/admin/roles/role-clerk").await?.body.contains("叫下一位"), "built-in ones can be looked at");
    let bent = pages.give(&admin, "/admin/roles/role-clerk", &[("name", "x"), ("verbs", "see-live")]).await?;
    ensure!(bent.header("location") == Some("/admin/roles"), "and not changed: {bent:?}");
    Ok(())
}

#[tokio::test]
async fn an_administrator_sees_ends_and_unlocks() -> Checked {
    let (pages, admin) = administrated().await?;
    let (clerk, guide) = (pages.demo_sign_on("0203").await?, pages.demo_sign_on("0101").await?);
    for _ in 0..5 {
        pages.send(&Request::form("/sign-on", &[("number", "0204"), ("secret", "wrong")])).await?;
        pages.send(&Request::form("/sign-on", &[("number", "a typed password"), ("secret", "wrong")])).await?;
    }
    let page = get(&pages, &admin, "/admin/sign-ons").await?.body;
    ensure!(page.contains("10:29 打开") && page.contains("0204") && !page.contains("a typed password"), "{page}");
    ensure!(page.contains("演示乙") && page.contains("127.0.0.1"), "{page}");
    pages.give(&admin, "/admin/sign-ons/unlock", &[("number", "0204")]).await?;
    ensure!(pages.sign_on("0204", "yanshi-0204-demo").await.is_ok(), "unlocked before its time");
    let page = get(&pages, &admin, "/admin/staff/0203").await?.body;
    let session = hidden(&page, "session")?.to_owned();
    pages.give(&admin, "/admin/sign-ons/end", &[("session", &session)]).await?;
    ensure!(get(&pages, &clerk, "/window").await?.status == 303 && get(&pages, &guide, "/desk").await?.status == 200);
    pages.give(&admin, "/admin/sign-ons/end-all", &[]).await?;
    ensure!(get(&pages, &guide, "/desk").await?.status == 303 && get(&pages, &admin, "/admin/sign-ons").await?.status == 200);
    for (number, path) in [("0101", "/admin/sign-ons"), ("0101", "/admin/security"), ("0203", "/admin/security.csv")] {
        let other = pages.demo_sign_on(number).await?;
        ensure!(get(&pages, &other, path).await?.status == 403, "{number} {path}");
    }
    let foreign = pages.demo_sign_on("0101").await?;
    ensure!(pages.give(&foreign, "/admin/sign-ons/unlock", &[("number", "0204")]).await?.status == 403);
    Ok(())
}

#[tokio::test]
async fn the_security_log_is_filtered_turned_and_downloaded() -> Checked {
    let (pages, admin) = administrated().await?;
    for _ in 0..60 {
        pages.demo_sign_on("0101").await?;
    }
    pages.send(&Request::form("/sign-on", &[("number", "0203"), ("secret", "wrong")])).await?;
    let all = get(&pages, &admin, "/admin/security").await?.body;
    ensure!(all.contains("下一页") && all.contains("密码不对"), "{all}");
    let second = get(&pages, &admin, "/admin/security?page=1").await?.body;
    ensure!(second.contains("上一页"), "{second}");
    let wrong = get(&pages, &admin, "/admin/security?kind=sign-on-wrong&who=0203").await?.body;
    ensure!(wrong.contains("演示乙") && wrong.matches("data-search").count() == 1, "{wrong}");
    let none = get(&pages, &admin, "/admin/security?from=2026-11-24").await?.body;
    ensure!(none.contains("这段时间没有记录"), "{none}");
    let odd = get(&pages, &admin, "/admin/security?kind=%3Cscript%3E&who=%22%3E&page=4294967295&from=never").await?;
    ensure!(odd.status == 200 && !odd.body.contains("<script>"), "{odd:?}");
    let sheet = get(&pages, &admin, "/admin/security.csv?kind=sign-on-wrong").await?;
    let lines: Vec<&str> = sheet.body.trim_start_matches('\u{feff}').lines().collect();
    ensure!(sheet.header("content-type") == Some("text/csv; charset=utf-8") && lines.len() == 2, "{lines:?}");
    ensure!(lines[1] == "2026-11-23 10:14:00,密码不对,,0203,127.0.0.1", "{lines:?}");
    Ok(())
}

#[tokio::test]
async fn nonsense_on_the_pages_about_people_changes_nothing() -> Checked {
    let (pages, admin) = administrated().await?;
    let long = "很".repeat(5000);
    let before = pages.engine.hall();
    for (path, fields) in [
        ("/admin/staff/new", vec![("number", "../../etc"), ("name", "演示")]),
        ("/admin/staff/new", vec![("number", "console"), ("name", "演示")]),
        ("/admin/staff/new", vec![("number", "0999"), ("name", &*long)]),
        ("/admin/staff/new", vec![("number", "0999"), ("name", "演示"), ("usual_window", "x")]),
        ("/admin/staff/new", vec![("number", "0999"), ("name", "演示"), ("usual_window", "99")]),
        ("/admin/staff/new", vec![("number", "0999"), ("name", "演示"), ("hall_roles", "nothing")]),
        ("/admin/roles/new", vec![("name", &*long), ("verbs", "see-live")]),
        ("/admin/roles/new", vec![("name", "演示"), ("verbs", "everything")]),
    ] {
        let answer = pages.give(&admin, path, &fields).await?;
        ensure!(answer.status == 422, "{path} {fields:?}: {}", answer.status);
    }
    for path in ["/admin/staff/nobody", "/admin/roles/nothing", "/admin/staff/%00", "/admin/staff/nobody/badge"] {
        let answer = get(&pages, &admin, path).await?;
        ensure!(answer.status == 303, "{path}: {}", answer.status);
    }
    pages.give(&admin, "/admin/sign-ons/end", &[("session", "nothing")]).await?;
    pages.give(&admin, "/admin/sign-ons/unlock", &[("number", &*long)]).await?;
    ensure!(pages.engine.hall() == before);
    Ok(())
}
