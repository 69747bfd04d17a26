import BudgetDomain

extension CausePage {
  /// The smallest book in which a slip may have happened, but another one explains as much.
  struct Undecided: Sendable {
    let cause: Cause
    let page: String
    /// Rule, severity and place of the one anomaly, which names no cause.
    let finding: String
    /// Parts of the suggestion: the explanations side by side.
    let suggests: [String]
  }

  static let undecided = [
    Undecided(
      cause: .unitScale, page: "201 : - - 25002.5\n20101 : - - 25000.0\n20102 : - - 25000.0",
      finding: "T010 error 201", suggests: ["第2行 20101", "第3行 20102", "金额单位混用"]),
    Undecided(
      cause: .sign,
      page: """
        201 : - - 0.00
        20101 : - - -12.34
        20102 : - - -12.34
        explain 2 reason -
        explain 3 reason -
        """,
      finding: "T010 error 201", suggests: ["第2行 20101", "第3行 20102", "正负号相反"]),
    Undecided(
      cause: .digitsSwapped, page: "201 : - - 68.10\n20101 : - - 12.43\n20102 : - - 55.76",
      finding: "T010 error 201",
      suggests: ["应为 12.34 万元(相邻两位数字颠倒)", "应为 55.67 万元(相邻两位数字颠倒)"]),
    Undecided(
      cause: .digitChanged, page: "201 : - - 68.05\n20101 : - - 12.74\n20102 : - - 55.71",
      finding: "T010 error 201",
      suggests: ["应为 68.45 万元(错了一位数字)", "应为 12.34 万元(错了一位数字)"]),
    Undecided(
      cause: .digitMissing, page: "201 : - - 22.09\n20101 : - - 1.74\n20102 : - - 2.35",
      finding: "T010 error 201",
      suggests: ["应为 19.74 万元(少写一位数字)", "应为 20.35 万元(少写一位数字)"]),
    Undecided(
      cause: .digitExtra, page: "201 : - - 22.09\n20101 : - - 19.74\n20102 : - - 20.35",
      finding: "T010 error 201",
      suggests: ["应为 1.74 万元(多写一位数字)", "应为 2.35 万元(多写一位数字)"]),
    Undecided(
      cause: .wrongBase, page: hundred, finding: "F030 error total.change_percent",
      suggests: ["百分比的基数有误", "把增减额写成百分比"]),
    Undecided(
      cause: .differenceAsPercent, page: hundred, finding: "F030 error total.change_percent",
      suggests: ["百分比的基数有误", "把增减额写成百分比"]),
    Undecided(
      cause: .priorYearCopied,
      page: """
        formula B001 total.actual = basic.actual + project.actual
        total.actual = 51.27
        basic.actual = 23.41
        basic.prior = 23.41
        project.actual = 17.16
        project.prior = 17.16
        """,
      finding: "B001 error total.actual", suggests: ["基本支出决算数", "项目支出决算数", "照抄上年数"]),
    Undecided(
      cause: .otherLineCopied,
      page: "201 : - - 189.55\n20101 : - - 45.67\n20102 : - - 45.67\n20103 : - - 45.67",
      finding: "T010 error 201", suggests: ["第3行 20102", "第4行 20103", "照抄他行或他表的数"]),
    Undecided(
      cause: .componentMissing,
      page: """
        201 : - - 53.91
        20101 : - - 20.00
        2010101 : - - 20.00
        20102 : - - 22.80
        20103 : - - 31.11
        """,
      finding: "T010 error 201", suggests: ["合计漏计或明细漏列一项", "多写一位数字"]),
    Undecided(
      cause: .componentDoubled,
      page: "201 : - - 90.19\n20101 : - - 18.00\n20102 : - - 13.42\n20103 : - - 40.77",
      finding: "T010 error 201", suggests: ["合计重复计入一项", "相邻两位数字颠倒"]),
    Undecided(
      cause: .rowsShifted,
      page: """
        * : - - 161.77
        200 : - - 76.00
        201 : - - 45.67
        20101 : - - 30.33
        20102 : - - 10.11
        202 : - - 20.22
        """,
      finding: "T010 error 201", suggests: ["第2行 200", "第3行 201", "整体错开一行"]),
    Undecided(
      cause: .rounding,
      page: "meeting.actual = 4.9\nmeeting.change = 1.28\nmeeting.change_percent = 34.9",
      finding: "F030 undetermined meeting.change_percent", suggests: ["精度"]),
  ]

  /// This year's base is 100, so that a share of it and the difference are one number.
  private static let hundred = """
    total.actual = 100.00
    total.prior = 80.00
    total.change = 20.00
    total.change_percent = 20.00
    """
}
