import BudgetDomain

extension SubmissionView {
  /// Stated amounts and counts below zero for which the unit gives no reason, by name.
  ///
  /// A bureau's own figures may mean anything; changes and percentages have a sign.
  ///
  /// - Parameter withTotals: Whether the totals are asked about: not where they only repeat rows
  ///   that are below zero.
  func unexplainedNegatives(withTotals: Bool) -> [FigureName] {
    guard !negativeNames.isEmpty else { return [] }
    let explained = explanations.compactMap(\.figure)
    let (names, families) = (Set(explained), Set(explained.map(\.family)))
    return negativeNames.filter { name in
      let parts = name.text.split(separator: ".")
      guard name.dimension != .percent, !parts.contains("change"), KnownFigures.contains(name),
        withTotals || !["total", "basic", "project", "income"].contains(parts.first ?? "")
      else { return false }
      return !names.contains(name) && !families.contains(name.family)
    }.sorted { $0.text < $1.text }
  }
}

/// Amounts below zero that rows of a submission give no reason for.
struct NegativeRows {
  /// The lines, each once.
  private(set) var lines: Set<Int32> = []
  /// By section and measure, in this order: what they come to, in fen.
  private(set) var sums: [(section: Section, measure: Measure, fen: Int128)] = []

  fileprivate mutating func add(_ line: Int32, _ section: Section, _ measure: Measure, fen: Int64) {
    lines.insert(line)
    let place =
      sums.firstIndex {
        ($0.section.rawValue, $0.measure.rawValue) >= (section.rawValue, measure.rawValue)
      } ?? sums.count
    if place == sums.count || (sums[place].section, sums[place].measure) != (section, measure) {
      sums.insert((section, measure, 0), at: place)
    }
    sums[place].fen += Int128(fen)
  }

  /// The sum that stands for all: the last measure, which is the actual amount where that is below
  /// zero, of the first section, which is the functional one where that has such rows.
  var weightiest: Int128? { sums.last { $0.section == sums.first?.section }?.fen }
}

extension SubmissionView {
  /// Amounts below zero that count and that the unit does not explain.
  ///
  /// - Parameter slips: Lines whose sign is known to be wrong.
  func unexplainedNegativeRows(besides slips: Set<Int32>) -> NegativeRows {
    let explained = Set(explanations.compactMap(\.lineNumber))
    var negative = NegativeRows()
    for table in tables where table.isMoney {
      for measure in Measure.allCases {
        for (index, row) in table.rows[measure].enumerated()
        where table.roles[measure][index] == .own {
          let fen = fen[measure][Int(row)]
          let number = lines[Int(row)].lineNumber
          guard fen < 0, fen != Self.uncountable, !explained.contains(number),
            !slips.contains(number)
          else { continue }
          negative.add(number, table.section, measure, fen: fen)
        }
      }
    }
    return negative
  }
}

extension FigureName {
  /// The name without its last part.
  fileprivate var family: Substring { text[..<(text.lastIndex(of: ".") ?? text.endIndex)] }
}
