extension GalleryPage {
  /// The rules about what years are restated by.
  static let restatements = [
    GalleryPage(
      code: "X010", breaks: years("2010101", "2010101") + "\ncrosswalk 20102 20103 2023 1/2",
      finding: "error 20102 - [-, -]",
      holds: years("2010101", "2010101") + "\ncrosswalk 20102 20103 2023 1/1",
      undecided: .never("fractions make up the whole or they do not")),
    GalleryPage(
      code: "X020", breaks: twoUnits + "succession 102 101 2023 merge 1/1",
      finding: "error 102 - [-, -]",
      holds: twoUnits + "succession 102 101 2023 transfer 1/2",
      undecided: .never("a unit is listed or it is not")),
    GalleryPage(
      code: "X030", breaks: years("2010101", "2010102"), finding: "review 2010101 - [-, -]",
      holds: years("2010101", "2010102") + "\ncrosswalk 2010101 2010102 2023 1/1",
      undecided: .never("published amounts are exact")),
    GalleryPage(
      code: "X030", variant: "budgets", breaks: budgets("2010102 : 90 - -"),
      finding: "review 2010101 - [-, -]", holds: budgets("2010101 : 90 - -"),
      undecided: .never("published amounts are exact")),
    GalleryPage(
      code: "X040", breaks: budgets("2010101 : 130 - -"),
      finding: "review 2010101 1300000.0000 [-, -]", holds: budgets("2010101 : 117 - -"),
      undecided: .never("published amounts are exact")),
  ]

  /// One unit's budget of 90 万元 for a code in 2022, and its budget of 2023.
  private static func budgets(_ rows: String) -> String {
    """
    year 2022
    expect 101 budget
    submission 101 budget
    2010101 : 90 - -
    year 2023
    expect 101 budget
    submission 101 budget
    \(rows)
    """
  }

  private static let twoUnits = """
    unit 101
    unit 102
    year 2022
    submission 101
    2010101 : - - 5
    submission 102
    2010101 : - - 6
    year 2023
    submission 101
    2010101 : - - 5
    submission 102
    2010101 : - - 6

    """

  /// One unit that spends 600 万元 on a code in 2022 and on another in 2023.
  private static func years(_ before: String, _ after: String) -> String {
    """
    year 2022
    submission 101
    \(before) : - - 600
    year 2023
    submission 101
    \(after) : - - 600
    """
  }
}
