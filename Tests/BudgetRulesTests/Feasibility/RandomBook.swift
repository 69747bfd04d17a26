import BudgetDomain

@testable import BudgetRules

/// A book in 万元 over one truth, by code and by kind, with figures beside its tables.
struct RandomBook {
  static let rules: [any SubmissionRule] = [
    TotalEqualsRows(), PartWithinRows(), ProjectsWithinSpending(), FigureEqualsSection(),
    ChangeEqualsDifference(), GrowthMatchesFigures(), ShareMatchesFigures(),
    StaffWithinEstablishment(),
  ]

  private var lines: [(head: String, unscaled: Int64, decimals: UInt8)] = []
  private var random: SeededGenerator
  private let decimals: UInt8

  /// - Parameter slips: How many numbers are off by a digit or two.
  init(seed: UInt64, slips: Int = 0) {
    random = SeededGenerator(seed: seed)
    decimals = UInt8.random(in: 0...2, using: &random)
    var items: [(code: String, kind: String, fen: Int64)] = []
    for number in 0..<Int.random(in: 4...24, using: &random) {
      let code = "20\(1 + number / 9)0\(1 + number / 3 % 3)0\(1 + number % 3)"
      let isOpen = Int.random(in: 0..<12, using: &random) == 0
      let kind = isOpen ? "" : Bool.random(using: &random) ? " basic" : " project"
      let least: Int64 = Int.random(in: 0..<9, using: &random) == 0 ? -9_999_999 : 10_000
      items.append((code, kind, Int64.random(in: least...9_999_999, using: &random)))
    }
    func sum(_ prefix: String, _ kind: String = "") -> Int64 {
      items.reduce(0) {
        $1.code.hasPrefix(prefix) && (kind.isEmpty || $1.kind == kind) ? $0 + $1.fen : $0
      }
    }
    add("functional * :", sum(""))
    for kind in [" basic", " project"] { add("functional *\(kind) :", sum("", kind)) }
    for length in [3, 5] {
      for prefix in Set(items.map { String($0.code.prefix(length)) }).sorted() {
        add("functional \(prefix) :", sum(prefix))
        for kind in [" basic", " project"] where Bool.random(using: &random) {
          add("functional \(prefix)\(kind) :", sum(prefix, kind))
        }
      }
    }
    for item in items { add("functional \(item.code)\(item.kind) :", item.fen) }
    for item in items where item.kind == " project" {
      add("project \(item.code)P\(lines.count) :", item.fen)
    }
    let prior = Int64.random(in: 10_000...9_999_999, using: &random)
    add("total.actual =", sum(""))
    add("basic.actual =", sum("", " basic"))
    add("project.actual =", sum("", " project"))
    add("total.prior =", prior)
    add("total.change =", sum("") - prior)
    // A group of its own.
    add("meeting.prior =", prior / 3)
    add("meeting.actual =", prior / 2)
    add("meeting.change =", prior / 2 - prior / 3)
    for _ in 0..<slips {
      let line = Int.random(in: lines.indices, using: &random)
      lines[line].unscaled += [-2, -1, 1, 2].randomElement(using: &random) ?? 1
    }
  }

  private mutating func add(_ head: String, _ fen: Int64) {
    let step = PowerOfTen[6 - Int(decimals)]
    let size = (Int64(fen.magnitude) + step / 2) / step
    lines.append((head, fen < 0 ? -size : size, decimals))
  }

  /// As the rules see it.
  var view: SubmissionView {
    HandMadeView().view(
      lines.map { "\($0.head) \(PrintedNumber($0.unscaled, decimals: $0.decimals))" }
        .joined(separator: "\n"))
  }
}
