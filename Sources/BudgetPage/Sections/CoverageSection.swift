public import BudgetReport

/// Which units have handed in what of the year.
public struct CoverageSection: PageSectionBody {
  /// How submissions of one kind stand.
  public struct Kind: Sendable {
    /// The kind in words.
    public var name: String
    /// Counts by state, in the order of `states`.
    public var counts: [Int]

    /// A kind with its counts.
    public init(_ name: String, counts: [Int]) {
      self.name = name
      self.counts = counts
    }
  }

  /// A submission that is not simply there.
  public struct Exception: Sendable {
    /// Code and name of the unit.
    public var unit: String
    /// The kind in words.
    public var kind: String
    /// The state's name in the contract.
    public var state: String
    /// The same in words.
    public var stateText: String
    /// What else is to be known; in Chinese.
    public var reason: String?

    /// A submission with its state.
    public init(unit: String, kind: String, state: String, stateText: String, reason: String?) {
      self.unit = unit
      self.kind = kind
      self.state = state
      self.stateText = stateText
      self.reason = reason
    }
  }

  /// The states that occur: name in the contract, in words.
  public var states: [(name: String, text: String)]
  /// By kind.
  public var kinds: [Kind]
  /// Those that are missing, late or not accepted.
  public var exceptions: [Exception]
  /// How many there are beyond those listed, and where; nil for none.
  public var further: String?
  /// What else the list is not limited to; nil for nothing.
  public var remark: String?

  /// Its place in the page.
  public let id = "coverage"
  /// Its heading.
  public let title = Phrase("报送情况", "Coverage")
  /// The heading as the list of contents names it.
  public let shortTitle = Phrase("报送", "Coverage")

  /// A section of a year's submissions.
  public init(
    states: [(name: String, text: String)], kinds: [Kind], exceptions: [Exception],
    further: String?, remark: String? = nil
  ) {
    self.states = states
    self.kinds = kinds
    self.exceptions = exceptions
    self.further = further
    self.remark = remark
  }

  func content(_ voice: PageVoice) -> [Node] {
    guard !kinds.isEmpty else {
      let none = voice(
        "本年度没有应报送或已报送的。", "Nothing was expected or handed in for this year.")
      return [none, remark.map(voice.words)].compactMap(\.self).map { words in
        node(.p, .class("about")) { words }
      }
    }
    var nodes = [
      node(.p, .class("legend")) {
        for state in states {
          node(.span) {
            key("c-" + state.name); state.text
          }
        }
      },
      node(.table, .class("rows coverage")) {
        node(.caption, .class("unseen")) {
          voice("按类型和状态的份数", "Submissions by kind and state")
        }
        node(.thead) {
          node(.tr) {
            node(.th, .scope("col")) { voice("类型", "Kind") }
            for state in states { node(.th, .scope("col")) { state.text } }
          }
        }
        node(.tbody) { for kind in kinds { line(kind, voice) } }
      },
    ]
    if exceptions.isEmpty {
      nodes.append(
        node(.p, .class("about")) {
          voice("没有未报、逾期、退回或未计入的。", "None is missing, late, returned or left out.")
        })
    } else {
      nodes.append(list(voice))
    }
    if let remark { nodes.append(node(.p, .class("about")) { voice.words(remark) }) }
    if let further { nodes.append(node(.p, .class("about")) { voice.words(further) }) }
    return nodes
  }

  private func line(_ kind: Kind, _ voice: PageVoice) -> Node {
    node(.tr) {
      node(.th, .scope("row")) {
        node(.div, .class("barred")) {
          node(.span) { kind.name }
          Bars.stacked(
            zip(states, kind.counts).map { (count: $1, tone: "c-" + $0.name) })
        }
      }
      for count in kind.counts { node(.td) { count == 0 ? "" : voice.count(count) } }
    }
  }

  private func list(_ voice: PageVoice) -> Node {
    let name = voice("未报、逾期、未接受的单位", "Missing, late and not accepted")
    return node(.div, .class("scroll"), .role("region"), .focusable, .label(name)) {
      node(.table, .class("plain")) {
        node(.caption) { name }
        node(.thead) {
          node(.tr) {
            node(.th, .scope("col")) { voice("单位", "Unit") }
            node(.th, .scope("col"), .class("words")) { voice("类型", "Kind") }
            node(.th, .scope("col"), .class("words")) { voice("状态", "State") }
            node(.th, .scope("col"), .class("words")) { voice("说明", "Reason") }
          }
        }
        node(.tbody) {
          for exception in exceptions {
            node(.tr) {
              node(.th, .scope("row")) { named(exception.unit) }
              node(.td, .class("words")) { exception.kind }
              node(.td, .class("words")) {
                node(.span) {
                  key("c-" + exception.state); exception.stateText
                }
              }
              node(.td, .class("words")) { exception.reason.map { voice.chinese($0) } }
            }
          }
        }
      }
    }
  }
}
