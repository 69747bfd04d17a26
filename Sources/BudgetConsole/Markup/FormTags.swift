#if Console
import BudgetPage

/// What forms are made of, and the one script: pages of the console only.
extension Tag {
  static let form = Tag("form", endsLine: true)
  static let label = Tag("label")
  static let input = Tag("input", isVoid: true)
  static let select = Tag("select")
  static let option = Tag("option")
  static let textarea = Tag("textarea")
  static let button = Tag("button")
  static let link = Tag("link", isVoid: true)
  static let script = Tag("script")
  static let noscript = Tag("noscript")
  static let ol = Tag("ol")
}

/// Attributes of forms, links and the one script.
extension Attribute {
  /// A page of the console.
  static func to(_ link: Link) -> Attribute { Attribute("href", link.text) }
  static func rel(_ name: String) -> Attribute { Attribute("rel", name) }
  static let script = Attribute("src", "/live.js")
  static let deferred = Attribute("defer", "defer")

  static func action(_ link: Link) -> Attribute { Attribute("action", link.text) }
  static let post = Attribute("method", "post")
  static let get = Attribute("method", "get")
  static func type(_ name: String) -> Attribute { Attribute("type", name) }
  static func value(_ text: String) -> Attribute { Attribute("value", text) }
  static func `for`(_ id: String) -> Attribute { Attribute("for", id) }
  static let selected = Attribute("selected", "selected")
  static let required = Attribute("required", "required")
  static func rows(_ count: Int) -> Attribute { Attribute("rows", count) }
  static func minLength(_ count: Int) -> Attribute { Attribute("minlength", count) }
  static func maxLength(_ count: Int) -> Attribute { Attribute("maxlength", count) }
  static func autocomplete(_ kind: String) -> Attribute { Attribute("autocomplete", kind) }
  static func inputMode(_ kind: String) -> Attribute { Attribute("inputmode", kind) }
  /// Words for the script.
  static func data(_ name: String, _ words: String) -> Attribute {
    Attribute("data-" + name, words)
  }
  static let current = Attribute("aria-current", "page")
  static let polite = Attribute("aria-live", "polite")
  static func describedBy(_ id: String) -> Attribute { Attribute("aria-describedby", id) }
}
#endif
