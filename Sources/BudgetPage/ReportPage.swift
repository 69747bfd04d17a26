public import BudgetReport

/// One page about a publication, in one file: no script, nothing from elsewhere, and a policy that
/// forbids both. The same values give the same bytes.
public struct ReportPage: Sendable {
  /// What the page is about, and where it comes from.
  public struct Head: Sendable {
    /// The title of the page.
    public var title: String
    /// Unit, years, fund.
    public var scope: [String]
    /// The unit of the amounts.
    public var unit: String
    /// Which publication, and when.
    public var source: String

    /// The head of a page.
    public init(title: String, scope: [String], unit: String, source: String) {
      self.title = title
      self.scope = scope
      self.unit = unit
      self.source = source
    }
  }

  private let voice: PageVoice
  private let head: Head
  private let sections: [any PageSection]

  /// A page of some sections, in order.
  public init(_ voice: PageVoice, _ head: Head, sections: [any PageSection]) {
    self.voice = voice
    self.head = head
    self.sections = sections
  }

  /// The file: HTML that reads as XML, too. UTF-8.
  public var html: String { "<!DOCTYPE html>\n" + document.markup + "\n" }

  private var document: Node {
    let isChinese = voice.language == .chinese
    return .element(
      .html, [.lang(isChinese ? "zh-Hans" : "en"), .class(isChinese ? "zh" : "en")],
      [
        node(.head) {
          node(.meta, .utf8)
          node(.meta, .header("Content-Security-Policy"), .content(StyleSheet.policy))
          node(.meta, .name("viewport"), .content("width=device-width, initial-scale=1"))
          node(.meta, .name("referrer"), .content("no-referrer"))
          node(.title) { head.title }
          Node.style(StyleSheet())
        },
        node(.body) {
          node(.a, .class("skip"), .href("content")) { voice("跳到正文", "Skip to content") }
          masthead
          node(.main, .id("content")) {
            for section in sections { framed(section) }
          }
          node(.footer) { node(.p) { head.source } }
        },
      ])
  }

  private var masthead: Node {
    node(.header) {
      node(.p, .class("kicker")) {
        voice("汇总 · 部门决算报告", "Huizong · Report on the final accounts")
      }
      node(.h1) { named(head.title) }
      node(.p, .class("scope")) {
        for part in head.scope { node(.span) { named(voice.words(part)) } }
        node(.strong) { voice.words(head.unit) }
      }
      node(.nav, .label(voice("本页内容", "On this page"))) {
        node(.ul) {
          for section in sections {
            node(.li) { node(.a, .href(section.id)) { voice(section.shortTitle) } }
          }
        }
      }
    }
  }

  private func framed(_ section: any PageSection) -> Node {
    node(.section, .id(section.id), .labelledBy(section.id + "-title")) {
      node(.h2, .id(section.id + "-title")) { voice(section.title) }
      section.body(voice)
    }
  }
}

/// A part of the page under a heading of its own.
public protocol PageSection: Sendable {
  /// Its place in the page.
  var id: String { get }
  /// Its heading.
  var title: Phrase { get }
  /// The heading as the list of contents names it.
  var shortTitle: Phrase { get }
}

extension PageSection {
  /// What stands below the heading.
  func body(_ voice: PageVoice) -> [Node] {
    (self as? any PageSectionBody)?.content(voice) ?? []
  }
}

/// What every section of this library has; nodes are no business of those who fill them.
protocol PageSectionBody: PageSection {
  func content(_ voice: PageVoice) -> [Node]
}
