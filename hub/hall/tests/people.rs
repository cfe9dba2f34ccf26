//! People and their rights: numbers given once, badges, roles of the hall's own, and who may give what to whom.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop where its story breaks")]

mod support;

use proptest::prelude::*;
use sunhall_hall::command::{Administrator, Clerk};
use sunhall_hall::ids::{FileHash, RoleCode, StaffNumber, TokenName, WindowNumber};
use sunhall_hall::settings::Change;
use sunhall_hall::staff::{Role, Staff};
use sunhall_hall::{Answer, Command, Hall, Refusal, Verb};
use support::{Scene, a_role, at, day, person, staff, text};

fn by(who: &str, act: Administrator) -> Command {
    Command::Administrator { staff: staff(who), act }
}

#[allow(clippy::needless_pass_by_value, reason = "an act is made where it is given")]
fn done(scene: &mut Scene, who: &str, act: Administrator) {
    assert_eq!(scene.attempt(by(who, act.clone())), Ok(Answer::Done), "{act:?}");
}

/// Who really can sign on and administrate.
fn password(scene: &mut Scene, whose: &str) {
    scene.set(Administrator::SetCredential { staff: staff(whose), secret: text(&format!("secret-{whose}")), once: false });
}

#[test]
fn r04_2_a_staff_number_is_never_given_twice() {
    let mut scene = Scene::new();
    let new = person("5001", &[Role::Guide]);
    done(&mut scene, "9001", Administrator::AddStaff { staff: new.clone() });
    let again = Administrator::AddStaff { staff: Staff { name: Some(text("somebody-else")), ..new.clone() } };
    assert_eq!(scene.attempt(by("9001", again.clone())), Err(Refusal::NumberGiven));
    done(&mut scene, "9001", Administrator::SetStaff { staff: Staff { left: true, ..new.clone() } });
    assert_eq!(scene.attempt(by("9001", again)), Err(Refusal::NumberGiven), "also after that person has left");
    assert!(scene.hall.staff.people.contains_key(&new.number), "nobody is deleted");
    let other = Staff { name: Some(text("somebody-else")), ..new.clone() };
    assert_eq!(scene.attempt(by("9001", Administrator::SetStaff { staff: other })), Err(Refusal::NumberGiven), "nor by the back door");
    done(&mut scene, "9001", Administrator::SetStaff { staff: new.clone() });
    assert!(scene.hall.person(&new.number).is_some(), "the same person may come back");
}

#[test]
fn r04_2_a_portrait_completes_the_badge_and_cannot_go_while_the_window_is_open() {
    let mut scene = Scene::new();
    let bare = Staff { portrait: None, ..person("1001", &[Role::Clerk]) };
    done(&mut scene, "9001", Administrator::SetStaff { staff: bare });
    let open = Clerk::OpenWindow { window: WindowNumber(1) };
    assert_eq!(scene.clerk("1001", open.clone()), Err(Refusal::BadgeIncomplete));
    let picture = |portrait| Administrator::SetPortrait { staff: staff("1001"), portrait };
    done(&mut scene, "9001", picture(Some(FileHash::new("new"))));
    assert!(scene.clerk("1001", open).is_ok());
    let refused = scene.attempt(by("9001", picture(None)));
    assert_eq!(refused, Err(Refusal::SettingInvalid { what: "window".into() }));
    done(&mut scene, "9001", picture(Some(FileHash::new("newer"))));
    let nobody = Administrator::SetPortrait { staff: staff("4321"), portrait: None };
    assert_eq!(scene.attempt(by("9001", nobody)), Err(Refusal::UnknownStaff));
}

#[test]
fn security_the_last_administrator_keeps_the_right() {
    let mut scene = Scene::new();
    password(&mut scene, "9001");
    let of = |number: &str, roles: &[Role]| Administrator::SetStaff { staff: person(number, roles) };
    let left = |number: &str| Administrator::SetStaff { staff: Staff { left: true, ..person(number, &[Role::Administrator]) } };
    done(&mut scene, "9001", of("9002", &[Role::Administrator]));
    for act in [of("9001", &[Role::Clerk]), left("9001")] {
        assert_eq!(scene.attempt(by("9001", act)), Err(Refusal::LastAdministrator), "the second one cannot sign on yet");
    }
    password(&mut scene, "9002");
    done(&mut scene, "9001", of("9001", &[Role::Clerk]));
    assert_eq!(scene.attempt(by("9002", left("9002"))), Err(Refusal::LastAdministrator));
    assert!(matches!(scene.attempt(by("9001", of("9002", &[]))), Err(Refusal::RoleMayNot { .. })), "the right is gone at once");
}

#[test]
fn security_nobody_gives_a_right_they_do_not_hold() {
    let mut scene = Scene::new();
    password(&mut scene, "9001");
    done(&mut scene, "9001", Administrator::SetRole { role: a_role("people", &[Verb::SetStaff, Verb::SetCredential, Verb::SetRole]) });
    let helper = Staff { hall_roles: vec![RoleCode::new("people")], ..person("6001", &[]) };
    done(&mut scene, "9001", Administrator::SetStaff { staff: helper.clone() });
    let refused = [
        Administrator::SetStaff { staff: Staff { roles: vec![Role::Administrator], ..helper.clone() } },
        Administrator::AddStaff { staff: person("6002", &[Role::Administrator]) },
        Administrator::SetStaff { staff: person("9001", &[]) },
        Administrator::SetCredential { staff: staff("9001"), secret: text("taken"), once: true },
        Administrator::SetRole { role: a_role("people", &[Verb::SetStaff, Verb::SetParameter]) },
        Administrator::SetRole { role: a_role("new", &[Verb::IssueToken]) },
    ];
    for act in refused {
        assert_eq!(scene.attempt(by("6001", act.clone())), Err(Refusal::RightNotHeld), "{act:?}");
    }
    let administrator = scene.hall.staff.people[&staff("9001")].clone();
    let renamed = Staff { position: "演示职务".into(), ..administrator };
    for act in [
        Administrator::AddStaff { staff: person("6002", &[Role::Manager]) },
        Administrator::SetCredential { staff: staff("6002"), secret: text("first"), once: true },
        Administrator::SetRole { role: a_role("new", &[Verb::SetStaff, Verb::IssueByHand]) },
        Administrator::SetStaff { staff: renamed },
    ] {
        done(&mut scene, "6001", act);
    }
    let token = Administrator::IssueToken { token: TokenName::new("feed"), role: Role::Administrator, windows: vec![], secret: text("secret") };
    done(&mut scene, "9001", Administrator::SetRole { role: a_role("tokens", &[Verb::IssueToken]) });
    done(&mut scene, "9001", Administrator::SetStaff { staff: Staff { hall_roles: vec![RoleCode::new("tokens")], ..person("6003", &[]) } });
    assert_eq!(scene.attempt(by("6003", token)), Err(Refusal::RightNotHeld));
}

#[test]
fn security_a_planned_change_gives_no_right_that_its_author_lacks_on_the_day() {
    let mut scene = Scene::new();
    password(&mut scene, "9001");
    done(&mut scene, "9001", Administrator::SetRole { role: a_role("people", &[Verb::SetStaff]) });
    done(&mut scene, "9001", Administrator::SetStaff { staff: Staff { hall_roles: vec![RoleCode::new("people")], ..person("6001", &[]) } });
    let plan = |who: &str, roles: &[Role]| Administrator::Plan { change: Box::new(Change::Staff(person(who, roles))), from: day(11, 24) };
    assert_eq!(scene.attempt(by("6001", plan("6001", &[Role::Administrator]))), Err(Refusal::RightNotHeld));
    done(&mut scene, "6001", plan("1001", &[Role::Clerk, Role::Guide]));
    // Two administrators; each plans what only an administrator may, and one of them loses the right before the day.
    done(&mut scene, "9001", Administrator::SetStaff { staff: person("9002", &[Role::Administrator]) });
    password(&mut scene, "9002");
    done(&mut scene, "9002", plan("1002", &[Role::Administrator]));
    done(&mut scene, "9001", plan("1003", &[Role::Administrator]));
    done(&mut scene, "9001", Administrator::SetStaff { staff: person("9002", &[]) });
    // And what would leave nobody is not made either.
    done(&mut scene, "9001", Administrator::Plan { change: Box::new(Change::Staff(Staff { left: true, ..person("1003", &[]) })), from: day(11, 25) });
    scene.until(at(9, 0).plus_minutes(24 * 60));
    let roles = |scene: &Scene, who: &str| scene.hall.staff.people[&staff(who)].roles.clone();
    assert_eq!(roles(&scene, "1001"), [Role::Clerk, Role::Guide]);
    assert_eq!(roles(&scene, "1002"), [Role::Clerk], "9002 no longer may");
    assert_eq!(roles(&scene, "1003"), [Role::Administrator]);
    assert!(scene.hall.planned.not_made.values().any(|plan| plan.refusal == Refusal::RightNotHeld));
    assert!(scene.replayed() == scene.hall);
}

#[test]
fn a_role_has_a_name_and_verbs_and_stays_while_somebody_has_it() {
    let mut scene = Scene::open();
    let refused = |scene: &mut Scene, act| scene.attempt(by("9001", act)).unwrap_err();
    let nameless = sunhall_hall::staff::HallRole { name: " ".into(), ..a_role("own", &[Verb::OpenWindow]) };
    assert_eq!(refused(&mut scene, Administrator::SetRole { role: nameless }), Refusal::SettingInvalid { what: "name".into() });
    assert_eq!(refused(&mut scene, Administrator::SetRole { role: a_role("own", &[]) }), Refusal::SettingInvalid { what: "verbs".into() });
    assert_eq!(refused(&mut scene, Administrator::RemoveRole { role: RoleCode::new("own") }), Refusal::UnknownRole);
    let with = |roles: &[Role]| Administrator::SetStaff { staff: Staff { hall_roles: vec![RoleCode::new("own")], ..person("1001", roles) } };
    assert_eq!(refused(&mut scene, with(&[Role::Clerk])), Refusal::UnknownRole);
    done(&mut scene, "9001", Administrator::SetRole { role: a_role("own", &[Verb::OpenWindow, Verb::CallNext, Verb::OpenWindow]) });
    assert_eq!(scene.hall.staff.roles[&RoleCode::new("own")].verbs, [Verb::OpenWindow, Verb::CallNext], "each verb once, in order");
    done(&mut scene, "9001", with(&[]));
    assert!(scene.hall.may(&staff("1001"), Verb::CallNext) && !scene.hall.may(&staff("1001"), Verb::Finish));
    let narrower = Administrator::SetRole { role: a_role("own", &[Verb::CallNext]) };
    assert_eq!(refused(&mut scene, narrower), Refusal::SettingInvalid { what: "window".into() }, "1001 has a window open by this role");
    assert_eq!(refused(&mut scene, Administrator::RemoveRole { role: RoleCode::new("own") }), Refusal::RoleInUse { people: 1 });
    done(&mut scene, "9001", Administrator::SetStaff { staff: person("1001", &[Role::Clerk]) });
    done(&mut scene, "9001", Administrator::RemoveRole { role: RoleCode::new("own") });
    assert!(scene.replayed() == scene.hall);
}

#[test]
fn choosing_a_ticket_may_be_given_to_a_person_or_by_a_role() {
    let mut scene = Scene::open();
    assert!(scene.hall.staff.may_choose(&staff("1001")) && !scene.hall.staff.may_choose(&staff("1004")));
    done(&mut scene, "9001", Administrator::SetRole { role: a_role("chooser", &[Verb::CallChosen]) });
    let given = Staff { hall_roles: vec![RoleCode::new("chooser")], ..person("1004", &[Role::Clerk]) };
    done(&mut scene, "9001", Administrator::SetStaff { staff: given });
    assert!(scene.hall.staff.may_choose(&staff("1004")));
    let unknown = Clerk::CallChosen { number: support::number("C009"), reason: text("reason") };
    assert_eq!(scene.clerk("1004", unknown), Err(Refusal::UnknownTicket), "the permission is there");
}

/// What the people of the properties below try.
#[derive(Clone, Debug)]
enum Try {
    Hire { whom: usize, roles: Vec<Role>, own: Vec<usize>, left: bool },
    Role { which: usize, verbs: Vec<Verb> },
    Remove { which: usize },
    Password { whose: usize },
}

const PEOPLE: [&str; 5] = ["9001", "6001", "6002", "6003", "6004"];

fn tries() -> impl Strategy<Value = (usize, Try)> {
    let verbs = || prop::sample::subsequence(vec![Verb::SetStaff, Verb::SetRole, Verb::SetCredential, Verb::SetHall, Verb::IssueToken, Verb::CallNext], 1..4);
    let roles = || prop::sample::subsequence(vec![Role::Clerk, Role::Manager, Role::Administrator], 0..3);
    let own = || prop::collection::vec(0..3usize, 0..3);
    let what = prop_oneof![
        6 => (0..PEOPLE.len(), roles(), own(), prop::bool::weighted(0.15)).prop_map(|(whom, roles, own, left)| Try::Hire { whom, roles, own, left }),
        3 => (0..3usize, verbs()).prop_map(|(which, verbs)| Try::Role { which, verbs }),
        1 => (0..3usize).prop_map(|which| Try::Remove { which }),
        2 => (0..PEOPLE.len()).prop_map(|whose| Try::Password { whose }),
    ];
    (0..PEOPLE.len(), what)
}

fn act(what: &Try) -> Administrator {
    let code = |place: &usize| RoleCode::new(format!("own-{place}"));
    match what {
        Try::Hire { whom, roles, own, left } => {
            let mut hall_roles: Vec<RoleCode> = own.iter().map(code).collect();
            hall_roles.dedup();
            Administrator::SetStaff { staff: Staff { hall_roles, left: *left, ..person(PEOPLE[*whom], roles) } }
        }
        Try::Role { which, verbs } => Administrator::SetRole { role: a_role(code(which).as_str(), verbs) },
        Try::Remove { which } => Administrator::RemoveRole { role: code(which) },
        Try::Password { whose } => Administrator::SetCredential { staff: staff(PEOPLE[*whose]), secret: text("any"), once: true },
    }
}

fn guarded(hall: &Hall) -> Vec<(StaffNumber, Verb)> {
    let verbs = || Verb::ALL.into_iter().filter(|verb| verb.guarded());
    PEOPLE.iter().flat_map(|number| verbs().map(|verb| (staff(number), verb))).filter(|(number, verb)| hall.may(number, *verb)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    /// Whatever people do to each other's roles: nobody hands out what they lack, and somebody can always administrate.
    #[test]
    fn rights_never_grow_out_of_nothing_and_an_administrator_stays(steps in prop::collection::vec(tries(), 1..60)) {
        let mut scene = Scene::new();
        password(&mut scene, "9001");
        for (who, what) in &steps {
            let who = staff(PEOPLE[*who]);
            let before = scene.hall.clone();
            let outcome = scene.attempt(Command::Administrator { staff: who.clone(), act: act(what) });
            let (had, has) = (guarded(&before), guarded(&scene.hall));
            for (whose, verb) in has.iter().filter(|right| !had.contains(right)) {
                prop_assert!(before.may(&who, *verb), "{who} gave {verb:?} to {whose} without having it: {what:?}");
            }
            if outcome.is_err() {
                prop_assert!(before == scene.hall);
            }
            let administrates = |number: &&str| {
                scene.hall.person(&staff(number)).is_some_and(|person| person.roles.contains(&Role::Administrator))
                    && scene.hall.access.credentials.contains_key(&staff(number))
            };
            prop_assert!(PEOPLE.iter().any(administrates), "nobody administrates after {what:?}");
        }
        prop_assert!(scene.replayed() == scene.hall);
    }
}
