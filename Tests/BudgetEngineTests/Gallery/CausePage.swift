import BudgetDomain

/// One slip in a book that is right but for it, and how the anomaly should read.
struct CausePage: Sendable {
  /// The slip, in a word.
  let slip: String
  /// What is printed instead: row or figure, and the number.
  let misprints: [(place: String, number: String)]
  /// Rows that are left out.
  var lost: [String] = []
  /// The book that it stands in.
  var book = CausePage.book
  let cause: Cause?
  /// Rule, severity and place of the one anomaly.
  let finding: String
  /// A part of the suggestion.
  let suggests: String
}

extension CausePage {
  /// A book in which every relation holds.
  static let book = """
    * : - - 1204.41
    201 : - - 709.78
    20101 : - - 402.49
    2010101 basic : - - 154.32
    2010102 project : - - 248.17
    20102 : - - 307.29
    2010201 basic : - - 119.86
    2010202 project : - - 187.43
    208 : - - 494.63
    2080501 basic : - - 318.54
    2080502 basic : - - 176.09
    economic 301 basic : - - 768.81
    economic 30101 basic : - - 412.75
    economic 30102 basic : - - 356.06
    total.actual = 1204.41
    basic.actual = 768.81
    project.actual = 435.60
    total.prior = 1108.25
    total.change = 96.16
    total.change_percent = 8.68
    share_percent.201 = 58.93
    share_percent.208 = 41.07
    """

  /// The book with the slip.
  var page: String {
    book.split(separator: "\n").filter { line in
      !lost.contains { line.hasPrefix($0 + " ") }
    }.map { line in
      let misprint = misprints.first { line.hasPrefix($0.place + " ") }
      guard let misprint, let last = line.split(separator: " ").last else { return String(line) }
      return line.dropLast(last.count) + misprint.number
    }.joined(separator: "\n")
  }

  static let all = [
    CausePage(
      slip: "a row in yuan", misprints: [("2010102", "2481700.00")], cause: .unitScale,
      finding: "T010 error 2010102", suggests: "第5行 2010102 项目支出 决算数应为 248.17 万元"),
    CausePage(
      slip: "a row in units of a hundred million", misprints: [("2080501", "0.031854")],
      cause: .unitScale, finding: "T010 error 2080501", suggests: "318.54"),
    CausePage(
      slip: "plus for minus", misprints: [("2080502", "-176.09")], cause: .sign,
      finding: "T010 error 2080502", suggests: "应为 176.09 万元"),
    CausePage(
      slip: "digits of a total swapped", misprints: [("201", "790.78")], cause: .digitsSwapped,
      finding: "T010 error 201", suggests: "应为 709.78 万元"),
    CausePage(
      slip: "a digit of a row changed", misprints: [("2010201", "179.86")], cause: .digitChanged,
      finding: "T010 error 2010201", suggests: "应为 119.86 万元"),
    CausePage(
      slip: "a digit of a row lost", misprints: [("2080501", "38.54")], cause: .digitMissing,
      finding: "T010 error 2080501", suggests: "应为 318.54 万元"),
    CausePage(
      slip: "a digit of a total added", misprints: [("20102", "3307.29")], cause: .digitExtra,
      finding: "T010 error 20102", suggests: "应为 307.29 万元"),
    CausePage(
      slip: "growth on this year's base", misprints: [("total.change_percent", "7.98")],
      cause: .wrongBase, finding: "F030 error total.change_percent", suggests: "应为 8.68%"),
    CausePage(
      slip: "the change as a percentage", misprints: [("total.change_percent", "96.16")],
      cause: .differenceAsPercent, finding: "F030 error total.change_percent",
      suggests: "应为 8.68%"),
    CausePage(
      slip: "last year's total", misprints: [("total.actual", "1108.25")],
      cause: .priorYearCopied, finding: "F010 error total.actual", suggests: "1204.4"),
    CausePage(
      slip: "the line above", misprints: [("2010202", "119.86")], cause: .otherLineCopied,
      finding: "T010 error 2010202", suggests: "187.4"),
    CausePage(
      slip: "another figure", misprints: [("project.actual", "768.81")], cause: .otherLineCopied,
      finding: "F010 error project.actual", suggests: "应在 [435.59 万元, 435.61 万元] 之间"),
    CausePage(
      slip: "a total without one row", misprints: [("201", "522.35")], cause: .componentMissing,
      finding: "T010 error 201", suggests: "应为 709.78 万元"),
    CausePage(
      slip: "a total with one row twice", misprints: [("201", "957.95")],
      cause: .componentDoubled, finding: "T010 error 201", suggests: "应为 709.78 万元"),
    CausePage(
      slip: "rows moved down",
      misprints: [
        ("20101", "709.78"), ("2010101", "402.49"), ("2010102", "154.32"), ("20102", "248.17"),
        ("2010201", "307.29"), ("2010202", "119.86"), ("208", "187.43"), ("2080501", "494.63"),
        ("2080502", "318.54"),
      ], cause: .rowsShifted, finding: "T010 error 20101", suggests: "整体错开一行"),
    CausePage(
      slip: "growth cut off", misprints: [("total.change_percent", "8.67")], cause: .rounding,
      finding: "F030 info total.change_percent", suggests: "应为 8.68%"),
    CausePage(
      slip: "a row that only the totals count", misprints: [], lost: ["2080502"], cause: nil,
      finding: "T010 error 208", suggests: "之下少列一行"),
    CausePage(
      slip: "a share plugged", misprints: [("share_percent.203", "33.34")],
      book: """
        total.actual = 3.000000
        share_percent.201 = 33.33
        share_percent.202 = 33.33
        share_percent.203 = 33.33
        201 : - - 1.000000
        202 : - - 1.000000
        203 : - - 1.000000
        """, cause: .rounding, finding: "F040 info share_percent.203", suggests: "应为 33.33%"),
  ]
}
