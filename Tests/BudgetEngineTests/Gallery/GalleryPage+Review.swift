extension GalleryPage {
  /// The rules about what a unit should explain: rounding never breaks them.
  static let reviews = [
    GalleryPage(
      code: "A040", breaks: "201 : - - -5\n202 : - - 8",
      finding: "review 101 -50000.0000 [0.0000, -]",
      holds: "201 : - - -5\n202 : - - 8\nexplain 1 reason -",
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
      code: "E050", breaks: "three_public.actual = 4.89\nthree_public.change = 1.28",
      finding: "review three_public.actual 48900.0000 [-, 36200.0000]",
      holds: "three_public.actual = 4.89\nthree_public.prior = 4.89",
      undecided: .never("a rise that rounding can explain is none")),
    GalleryPage(
      code: "U070", breaks: "unit 101\ndue 101 19800\nsubmission 101\nday 19810\n201 : - - 5",
      finding: "info 101 - [-, -]",
      holds: "unit 101\ndue 101 19800\nsubmission 101\nday 19800\n201 : - - 5",
      undecided: .never("a day is late or it is not")),
    GalleryPage(
      code: "U080", breaks: twoUnits(last: "7"), finding: "review 102 - [-, -]",
      holds: twoUnits(last: "8"), undecided: .never("rows are equal as printed or they are not")),
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

  private static func twoUnits(last: String) -> String {
    """
    unit 101
    unit 102
    submission 101
    20101 : - - 5
    20102 : - - 6
    20103 : - - 7
    20104 : - - 8
    20105 : - - 7
    submission 102
    20101 : - - 5
    20102 : - - 6
    20103 : - - 7
    20104 : - - 8
    20105 : - - \(last)
    """
  }
}
