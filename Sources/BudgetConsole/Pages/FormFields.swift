#if Console
import BudgetPage
import Hummingbird

/// A choice with its label.
struct Choice {
  /// What may be chosen.
  struct Option {
    /// What is sent.
    let value: String
    /// The words for it.
    let text: String

    init(_ value: String, _ text: String) {
      self.value = value
      self.text = text
    }
  }

  let name: String
  let label: String
  let options: [Option]
  let chosen: String?

  var field: Node {
    node(.div, .class("field")) {
      node(.label, .for("f-" + name)) { label }
      node(.select, .id("f-" + name), .name(name)) {
        for option in options {
          Node.element(
            .option, marked([.value(option.value)], .selected, if: option.value == chosen),
            [.text(option.text)])
        }
      }
    }
  }
}

/// A line of text with its label.
struct TextField {
  let name: String
  let label: String
  var value: String?
  var type = "text"
  /// What a browser may fill in; `off` for nothing.
  var autocomplete = "off"
  var isRequired = false
  var maxLength = 200
  /// Which keys a phone shows; nil for all of them.
  var inputMode: String?

  var field: Node {
    var attributes: [Attribute] = [
      .id("f-" + name), .name(name), .type(type), .autocomplete(autocomplete),
      .maxLength(maxLength),
    ]
    if let value { attributes.append(.value(value)) }
    if let inputMode { attributes.append(.inputMode(inputMode)) }
    return node(.div, .class("field")) {
      node(.label, .for("f-" + name)) { label }
      Node.element(.input, marked(attributes, .required, if: isRequired), [])
    }
  }
}

/// Several lines of text with their label and what is wanted.
func textArea(_ name: String, label: String, hint: String) -> Node {
  node(.div, .class("field broad")) {
    node(.label, .for("f-" + name)) { label }
    node(
      .textarea, .id("f-" + name), .name(name), .rows(4), .required, .minLength(5),
      .maxLength(2000), .describedBy("h-" + name)
    ) { "" }
    node(.p, .class("hint"), .id("h-" + name)) { hint }
  }
}

extension Browsing {
  /// What is answered where a list has fewer pages.
  func pastTheEnd(
    _ title: String, _ part: Frame.Part, page: Int, path: [(name: String, link: Link)] = [],
    first: Link
  ) -> Answer {
    let frame = Frame(
      title: title, language: visit.language, session: session, part: part, path: path)
    let html = frame.html {
      node(.p, .class("refusal"), .role("alert")) {
        say("没有第 \(page) 页", "There is no page \(page)")
      }
      node(.p) { node(.a, .to(first)) { say("回到第 1 页", "Back to page 1") } }
    }
    return Answer(html, .notFound)
  }
}

/// Leads through the pages of a list; nil where there is one only.
func pager(page: Int, size: Int, total: Int, _ say: PageVoice, _ link: (Int) -> Link) -> Node? {
  let last = max(1, (total + size - 1) / size)
  guard last > 1 else { return nil }
  return node(.nav, .class("pager"), .label(say("翻页", "Pages"))) {
    if page > 1 {
      node(.a, .to(link(page - 1))) { say("上一页", "Previous") }
    }
    node(.span) { say("第 \(page) / \(last) 页", "Page \(page) of \(last)") }
    if page < last {
      node(.a, .to(link(page + 1))) { say("下一页", "Next") }
    }
  }
}
#endif
