#if Console
import BudgetDomain
import BudgetPage
import BudgetReport
import BudgetStore

/// What stands around every page: head, navigation, who is logged in.
struct Frame {
  /// The parts of the console.
  enum Part {
    case years, anomalies, runs
  }

  let title: String
  let language: Language
  var session: Session?
  /// Which part the page belongs to.
  var part: Part?
  /// The page itself in the other language; nil where it cannot be asked for again.
  var otherLanguage: Link?
  /// The way back, from the top: a name and a page each.
  var path: [(name: String, link: Link)] = []
  /// Whether the page has the script that shows a run's progress, and how often it is loaded anew
  /// where scripts are off.
  var isLive = false

  private var say: PageVoice { PageVoice(language: language, step: .init(.yuan)) }

  /// The file.
  func html(@NodeBuilder _ content: () -> [Node]) -> String {
    let isChinese = language == .chinese
    let document = Node.element(
      .html, [.lang(isChinese ? "zh-Hans" : "en"), .class(isChinese ? "zh" : "en")],
      [
        head,
        node(.body) {
          node(.a, .class("skip"), .href("content")) { say("跳到正文", "Skip to content") }
          bar
          node(.main, .id("content")) {
            if !path.isEmpty { crumbs }
            node(.h1) { named(title) }
            content()
          }
        },
      ])
    return "<!DOCTYPE html>\n" + document.markup + "\n"
  }

  private var head: Node {
    node(.head) {
      node(.meta, .utf8)
      node(.meta, .name("viewport"), .content("width=device-width, initial-scale=1"))
      node(.title) { title + say(" · 汇总", " · Huizong") }
      node(.link, .rel("stylesheet"), .to(.style))
      if isLive {
        node(.script, .script, .deferred)
        node(.noscript) { node(.meta, .header("refresh"), .content("5")) }
      }
    }
  }

  private var bar: Node {
    node(.header, .class("top")) {
      node(.a, .class("brand"), .to(.years)) { say("汇总", "Huizong") }
      if let session {
        node(.nav, .label(say("控制台", "Console"))) {
          node(.ul) {
            item(.years, say("年度", "Years"), .years)
            item(.anomalies, say("异常", "Anomalies"), .anomalies)
            if session.rights.readsControl { item(.runs, say("运行", "Runs"), .runs) }
          }
        }
      }
      node(.div, .class("who")) {
        if let otherLanguage {
          Node.element(
            .a,
            [
              .class("tongue"), .to(otherLanguage), .lang(language == .chinese ? "en" : "zh-Hans"),
            ],
            [.text(language == .chinese ? "English" : "中文")])
        }
        if let session {
          node(.span, .class("user")) { named(session.userName) }
          if session.hasPassword { leave(session) }
        }
      }
    }
  }

  private func leave(_ session: Session) -> Node {
    node(.form, .action(.logout), .post) {
      keyField(session.formKey)
      node(.button, .class("quiet")) { say("退出", "Log out") }
    }
  }

  private func item(_ part: Part, _ name: String, _ link: Link) -> Node {
    node(.li) {
      Node.element(.a, marked([.to(link)], .current, if: self.part == part), [.text(name)])
    }
  }

  private var crumbs: Node {
    node(.nav, .class("crumbs"), .label(say("位置", "You are here"))) {
      node(.ol) {
        for step in path { node(.li) { node(.a, .to(step.link)) { named(step.name) } } }
      }
    }
  }
}

/// Attributes, and one more where something holds.
func marked(_ attributes: [Attribute], _ mark: Attribute, if isOn: Bool) -> [Attribute] {
  isOn ? attributes + [mark] : attributes
}

/// The hidden field that proves that a form is ours.
func keyField(_ key: Secret) -> Node {
  node(.input, .type("hidden"), .name("key"), .value(key.text))
}
#endif
