extension GalleryPage {
  /// The rules about what a unit should explain: rounding never breaks them.
  static let reviews = [
    GalleryPage(
      code: "A040", breaks: "201 : - - -5\n202 : - - 8",
      finding: "review 101 -50000.0000 [0.0000, -]",
      holds: "201 : - - -5\n202 : - - 8\nexplain 1 reason -",
      undecided: .never("a printed number has a sign")),
    GalleryPage(
      code: "A040", variant: "figure", breaks: "reception.batches = -3",
      finding: "review reception.batches -3.0000 [0.0000, -]",
      holds: "reception.batches = -3\nreception.persons = 8\nexplain reception.persons reason -",
      undecided: .never("a printed number has a sign")),
    GalleryPage(
      code: "C050", breaks: "2019999 : - - 30\n20101 : - - 70",
      finding: "review 2019999 300000.0000 [-, 250000.0000]",
      holds: "2019999 basic : - - 30\n2029999 : - - 20\n2039999 : - - 20\n20101 : - - 30",
      undecided: .never("the threshold is no relation between figures")),
    GalleryPage(
      code: "C060", breaks: "alias 人大运行 2010101\nname=人大运行 : - - 5",
      finding: "info 101 - [-, -]", holds: "alias 人大运行 2010101\n2010101 : - - 5",
      undecided: .never("a row states its code or it does not")),
    GalleryPage(
      code: "C070", breaks: lastSubject("20805"),
      finding: "error 20805 90000.0000 [0.0000, 0.0000]",
      holds: lastSubject("2080501 basic"),
      undecided: .never("a row stands at an item or it does not")),
    GalleryPage(
      code: "C070", variant: "nothing below",
      breaks: "listed 2080501 until 2030\n" + listed + lastSubject("20805"),
      finding: "error 20805 90000.0000 [0.0000, 0.0000]",
      holds: "listed 227 until 2030\n" + listed + lastSubject("227"),
      undecided: .never("a row stands at an item or it does not")),
    GalleryPage(
      code: "T030", breaks: "20101 : - - 5\n20102 : - - 7\n20101 : - - 5",
      finding: "review 20101 50000.0000 [-, -]",
      holds: "20101 : - - 5\n20102 : - - 7\n20101 : - - 6\n20103 : - - 0\n20103 : - - 0",
      undecided: .never("rows are alike as printed or they are not")),
    GalleryPage(
      code: "E010",
      breaks: """
        total.actual = 20.00
        basic.actual = 10.00
        project.initial_budget = 4.0
        project P1 : 4.0 - 5.00
        """,
      finding: "review total.actual 200000.0000 [149900.0000, 150100.0000]",
      holds: """
        total.actual = 20.00
        basic.actual = 10.00
        project.initial_budget = 9.0
        project P1 : 4.0 - 5.00
        """,
      undecided: .never("a rest that rounding can explain is none")),
    GalleryPage(
      code: "E020", breaks: "201 : 10.00 11.50 11.50",
      finding: "review 101 115000.0000 [90000.0000, 110000.0000]",
      holds: "201 : 10.00 11.60 11.50",
      undecided: .never("a rate that may be within the threshold is not beyond it")),
    GalleryPage(
      code: "E030", breaks: differences, finding: "review 101 120000.0000 [0.0000, 0.0000]",
      holds: differences + "\nexplain basic.actual reason -",
      undecided: .never("the threshold lies far above rounding")),
    GalleryPage(
      code: "E040", breaks: "201 : - - 5\nexplain 1 direct_transfer 2 102",
      finding: "review 201 20000.0000 [-, -]", holds: "201 : - - 5\nexplain 1 superior_money 2",
      undecided: .never("a unit says it or it does not")),
    GalleryPage(
      code: "E040", variant: "register",
      breaks: registered("1.94", fen: 1_940_000),
      finding: "review 201 600.0000 [-, -]",
      holds: registered("1.995", fen: 1_995_000),
      undecided: .never("what rounding can explain is registered")),
    GalleryPage(
      code: "E050", breaks: "three_public.actual = 4.89\nthree_public.change = 1.28",
      finding: "review three_public.actual 48900.0000 [-, 36200.0000]",
      holds: "three_public.actual = 4.89\nthree_public.prior = 4.89",
      undecided: .never("a rise that rounding can explain is none")),
    GalleryPage(
      code: "E050", variant: "budgets", breaks: budgets(["4.00"], ["5.00"]),
      finding: "review three_public.budget 50000.0000 [-, 40050.0000]",
      holds: budgets(["4.00", "3.00"], ["4.00", "5.00"]),
      undecided: .never("a rise that rounding can explain is none")),
    GalleryPage(
      code: "E050", variant: "books", breaks: budgets(["-", "3.00"], ["-", "5.00"]),
      finding: "review three_public.actual 50000.0000 [-, 30050.0000]",
      holds: "unit 9\nunit 101\nsuccession 9 101 2023 transfer ?\n"
        + "year 2022\nsubmission 9\n201 : - - 5\nyear 2023\nsubmission 9\n201 : - - 6\n"
        + budgets(["-", "3.00"], ["-", "5.00"]),
      undecided: .never("a rise that rounding can explain is none")),
    GalleryPage(
      code: "U070", breaks: "unit 101\ndue 101 19800\nsubmission 101\nday 19810\n201 : - - 5",
      finding: "info 101 - [-, -]",
      holds: "unit 101\ndue 101 19800\nsubmission 101\nday 19800\n201 : - - 5",
      undecided: .never("a day is late or it is not")),
    GalleryPage(
      code: "U100", breaks: "unit 101\nsubmission 101", finding: "error 101 - [-, -]",
      holds: "unit 101\nsubmission 101\n201 : - - 0",
      undecided: .never("a submission states something or it does not")),
    GalleryPage(
      code: "U100", variant: "figures",
      breaks: "unit 101\nsubmission 101\nunit 102\nsubmission 102\n201 : - - 5",
      finding: "error 101 - [-, -]", holds: "unit 101\nsubmission 101\ntotal.actual = 0",
      undecided: .never("a submission states something or it does not")),
    GalleryPage(
      code: "U110", breaks: pageOfLongCodes(1_001), finding: "review 101 - [-, -]", others: 1_000,
      holds: pageOfLongCodes(1_000), undecided: .never("anomalies can be counted")),
    GalleryPage(
      code: "U080", breaks: twoUnits(last: "17.5"), finding: "review 102 - [-, -]",
      holds: twoUnits(last: "17.6"),
      undecided: .never("rows are equal as printed or they are not")),
    GalleryPage(
      code: "U080", variant: "years", breaks: twoYears(amount: "15.1"),
      finding: "review 101 - [-, -]", holds: twoYears(amount: "15.1", last: "15.2"),
      undecided: .never("rows are equal as printed or they are not")),
  ]

  /// 12 万元 of basic expenditure without a reason beside 8 of a project with one.
  private static let differences = """
    basic.initial_budget = 100.00
    basic.actual = 112.00
    project.initial_budget = 50.00
    total.actual = 170.00
    project P1 : 50.00 - 58.00
    explain 1 reason -
    """

  /// Rows whose codes have a digit too many.
  private static func pageOfLongCodes(_ count: Int) -> String {
    (0..<count).map { "2010\(1000 + $0) : - - 1" }.joined(separator: "\n")
  }

  /// 三公 budget and actual amount of two years in two books; `-` for what is not stated.
  private static func budgets(_ years: [String]...) -> String {
    zip(["year 2022", "year 2023"], years).map { year, numbers in
      let figures = zip(["budget", "actual"], numbers).filter { $1 != "-" }
        .map { "three_public.\($0) = \($1)" }
      return ([year, "submission 101"] + figures).joined(separator: "\n")
    }.joined(separator: "\n")
  }

  /// A unit says that it paid 2.00 万元; the register and the unit that was paid say how much.
  private static func registered(_ amount: String, fen: Int) -> String {
    """
    unit 101
    unit 102
    transfer 101 102 201 \(fen)
    submission 101
    201 : - - 5
    explain 1 direct_transfer 2.00 102
    submission 102
    income general with=101 : - - \(amount)
    202 : - - 9
    """
  }

  private static func rows(_ amount: String = "15.1", last: String = "17.5") -> String {
    let amounts = [amount, "16.2", "17.3", "18.4", last]
    return amounts.enumerated().map { "2010\($0 + 1) : - - \($1)" }.joined(separator: "\n")
  }

  private static let listed =
    (["201", "208", "20101", "20805"] + (1...4).map { "201010\($0)" }).map {
      "listed \($0) until 2030\n"
    }
    .joined()

  /// Four items, and one amount more.
  private static func lastSubject(_ place: String) -> String {
    (1...4).map { "201010\($0) basic : - - 1\($0)" }.joined(separator: "\n") + "\n\(place) : - - 9"
  }

  private static func twoUnits(last: String) -> String {
    "unit 101\nunit 102\nsubmission 101\n\(rows())\nsubmission 102\n\(rows(last: last))"
  }

  private static func twoYears(amount: String, last: String? = nil) -> String {
    "year 2022\nsubmission 101\n\(rows(amount))\nyear 2023\nsubmission 101\n"
      + rows(last ?? amount)
  }
}
