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
  /// Whom proxies before us say it comes from, the nearest last; nil for what is no address. To be
  /// believed of a proxy only.
  let forwardedFor: [NetworkAddress?]
  /// Whether the request may have a body that nobody has read.
  var hasUnreadBody = true
  /// Whoever is logged in; nil for nobody.
  var session: Session?

  /// - Throws: `Refusal` where the path is no text.
  init(_ request: Request) throws {
    let path = request.uri.path
    guard path.utf8.count <= 1000 else { throw Refusal.notFound }
    steps = try path.split(separator: "/").map { step in
      guard let text = step.removingPercentEncoding else { throw Refusal.notFound }
      return text
    }
    query = Form(request.uri.query ?? "")
    host = hostName(request.head.authority ?? "")
    let isSecure = !isLoopbackName(host)
    func cookie(_ name: CookieName) -> String? {
      request.cookies[name.text(isSecure: isSecure)]?.value
    }
    let chosen = query["lang"].flatMap(Language.init(rawValue:))
    choosesLanguage = chosen != nil
    language =
      chosen ?? cookie(.language).flatMap(Language.init(rawValue:))
      ?? accepted(request.headers[.acceptLanguage])
    sessionKey = Secret(cookie(.session))
    loginKey = Secret(cookie(.login))
    forwardedFor =
      HTTPField.Name("X-Forwarded-For").map { request.headers[values: $0] }?
      .flatMap { $0.split(separator: ",") }
      .map { NetworkAddress(forwarded: $0.trimmingCharacters(in: .whitespaces)) } ?? []
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

/// The names of the console's cookies.
enum CookieName: String {
  /// Holds the key of a session.
  case session = "huizong_session"
  /// Holds the key of the login form.
  case login = "huizong_login"
  /// Holds the language.
  case language = "huizong_lang"

  /// The name in a request. Browsers take one that begins with `__Host-` over TLS only and from
  /// this very host, so that no neighbour below the same domain can set it.
  ///
  /// Source: RFC 6265bis, section 4.1.3.2.
  func text(isSecure: Bool) -> String { isSecure ? "__Host-" + rawValue : rawValue }
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
