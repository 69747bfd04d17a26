#if Console
import BudgetDomain
import BudgetPage
import BudgetReport

/// Where somebody says who they are.
struct LoginPage {
  let visit: Visit
  let key: Secret
  /// Why they were not let in; nil where they have not tried.
  let refusal: Refusal?

  var html: String {
    let say = visit.voice()
    let other = visit.language == .chinese ? "en" : "zh"
    return Frame(
      title: say("登录", "Log in"), language: visit.language,
      otherLanguage: Link(["login"], [("lang", other)])
    ).html {
      node(.p, .class("about")) {
        say(
          "用您在数据库中的用户和密码登录。您看到的和能做的,由该用户的权限决定。",
          "Log in with your user and password of the database. Its rights decide what you see"
            + " and may do.")
      }
      if let refusal {
        node(.p, .class("refusal"), .role("alert")) { say(refusal.reason) }
      }
      node(.form, .class("login"), .action(.login), .post) {
        keyField(key)
        TextField(
          name: "user", label: say("用户", "User"), value: visit.form.word("user", limit: 63),
          autocomplete: "username", isRequired: true, maxLength: 63
        ).field
        TextField(
          name: "password", label: say("密码", "Password"), type: "password",
          autocomplete: "current-password", isRequired: true, maxLength: 1000
        ).field
        node(.button) { say("登录", "Log in") }
      }
    }
  }
}

/// Why a request was refused.
struct RefusalPage {
  let refusal: Refusal
  let language: Language
  let session: Session?

  var html: String {
    let say = PageVoice(language: language, step: .init(.yuan))
    return Frame(
      title: say("无法完成", "This cannot be done"), language: language, session: session
    ).html {
      node(.p, .class("refusal"), .role("alert")) { say(refusal.reason) }
      node(.p) { node(.a, .to(.years)) { say("回到年度", "Back to the years") } }
    }
  }
}
#endif
