#if Console
import BudgetDomain
import BudgetPage
import BudgetReport
import Foundation
import HTTPTypes
import Hummingbird

/// One request of somebody, as the pages see it.
struct Visit: Sendable {
  /// The parts of the path, decoded.
  let steps: [String]
  /// What is asked of the page.
  let query: Form
  /// What a form has sent.
  var form = Form()
  /// The language that the reader wants.
  let language: Language
  /// Whether the query names it, so that it is remembered.
  let choosesLanguage: Bool
  /// The key of the session that the browser names.
  let sessionKey: Secret?
  /// The key of the login form that the browser names; it has no session yet.
  let loginKey: Secret?
  /// The name or address in the browser's address bar, without the port.
  let host: String
  /// Whoever is logged in; nil for nobody.
  var session: Session?

  static let sessionCookie = "huizong_session"
  static let loginCookie = "huizong_login"
  static let languageCookie = "huizong_lang"

  /// - Throws: `Refusal` where the path is no text.
  init(_ request: Request) throws {
    let path = request.uri.path
    guard path.utf8.count <= 1000 else { throw Refusal.notFound }
    steps = try path.split(separator: "/").map { step in
      guard let text = step.removingPercentEncoding else { throw Refusal.notFound }
      return text
    }
    query = Form(request.uri.query ?? "")
    let chosen = query["lang"].flatMap(Language.init(rawValue:))
    choosesLanguage = chosen != nil
    language =
      chosen ?? request.cookies[Self.languageCookie].flatMap { Language(rawValue: $0.value) }
      ?? accepted(request.headers[.acceptLanguage])
    sessionKey = Secret(request.cookies[Self.sessionCookie]?.value)
    loginKey = Secret(request.cookies[Self.loginCookie]?.value)
    host = hostName(request.head.authority ?? "")
  }

  /// Whether cookies must go over TLS only: everywhere but within this machine.
  var isSecure: Bool { !isLoopbackName(host) }

  /// The voice of its pages; amounts in 元 unless told otherwise.
  func voice(_ unit: AmountUnit = .yuan) -> PageVoice {
    PageVoice(language: language, step: PrintStep(unit))
  }

  /// Whether a form came from our own page: it holds what only that page knew.
  func isOurs(_ key: Secret?) -> Bool {
    guard let key, let sent = Secret(form["key"]) else { return false }
    return key == sent
  }
}

/// The first language that a browser wants and we have; its order is that of its wishes.
private func accepted(_ header: String?) -> Language {
  let wishes = (header ?? "").split(separator: ",").prefix(20)
  return wishes.lazy.compactMap { wish in
    Language(rawValue: wish.drop { $0 == " " }.prefix(2).lowercased())
  }.first ?? .chinese
}

/// A host without its port.
private func hostName(_ authority: String) -> String {
  guard !authority.hasPrefix("[") else { return String(authority.prefix { $0 != "]" }) + "]" }
  return String(authority.prefix { $0 != ":" })
}
#endif
