/// One rule of the catalogue with the smallest district that breaks it.
///
/// A page is text: `unit CODE under PARENT type TYPE`, `listed CODE until YEAR`, `year YEAR` for
/// the submissions after it, `submission UNIT STATUS REVISION`, `yuan`; rows as `SECTION CODE FUND
/// KIND : initial final actual` with `-` for what is not stated, `COLUMN=WORD` for a word of no
/// list, `name=NAME` for a row without a code and `with=UNIT` for one that names a unit; the kind
/// behind the code; figures as `name = value`; audit formulas as `formula CODE TEXT`;
/// `alias NAME CODE`; `explain LINE|FIGURE KIND AMOUNT|- COUNTERPARTY`; `due UNIT DAY` and the
/// submission's `day DAY`; `setting RULE NAME VALUE`; `crosswalk FROM TO YEAR SHARE` and
/// `succession FROM TO YEAR KIND SHARE` with `?` for an unknown share; in the year at hand
/// `register PAYER PAYEE CODE FUND MEASURE FEN`, and `transfer PAYER PAYEE CODE FEN` for an actual
/// of `general`; `closed` closes the year at hand as it is then, and `taken NUMBER` takes a
/// submission away. Without more, unit 101 submits its final account of 2023 in 万元.
struct GalleryPage: Sendable {
  /// Whether the rule has a case that printed precision leaves open.
  enum Undecided: Sendable {
    /// The smallest such district.
    case page(String)
    /// Why there is none.
    case never(String)
  }

  let code: String
  /// What sets the page apart from others of the rule.
  var variant = ""
  let breaks: String
  /// Severity, place, stated figure and expected interval of the one anomaly.
  let finding: String
  /// How many anomalies of other rules such a district cannot be without.
  var others = 0
  let holds: String
  let undecided: Undecided

  /// The rule, and which of its pages.
  var name: String { variant.isEmpty ? code : "\(code) \(variant)" }
}

extension GalleryPage {
  /// The rules about amounts, codes and tables.
  static let tables = [
    GalleryPage(
      code: "A010", breaks: "yuan\n201 : - - 12.345", finding: "error 201 - [-, -]",
      holds: "yuan\n201 : - - 12.34",
      undecided: .never("a printed number is a whole number of fen or it is not")),
    GalleryPage(
      code: "A020", breaks: "yuan\nmeeting.actual = 0.001",
      finding: "error meeting.actual - [-, -]", holds: "yuan\nmeeting.actual = 0.01",
      undecided: .never("a printed number is a whole number of fen or it is not")),
    GalleryPage(
      code: "A030", breaks: pageOfLargestLines(4_612), finding: "error 101 - [-, -]",
      holds: pageOfLargestLines(4_611),
      undecided: .never("amounts are whole numbers of fen, and so are their sums")),
    GalleryPage(
      code: "C010", breaks: "2010 : - - 5", finding: "error 2010 - [-, -]", holds: "201 : - - 5",
      undecided: .never("digits can be counted")),
    GalleryPage(
      code: "C020", breaks: "listed 201\n202 : - - 5", finding: "review 202 - [-, -]",
      holds: "listed 201\n201 : - - 5", undecided: .never("a list has a code or it has not")),
    GalleryPage(
      code: "C030", breaks: "listed 20199 until 2018\nlisted 201\n20199 : - - 5",
      finding: "review 20199 - [-, -]", holds: "listed 20199\n20199 : - - 5",
      undecided: .never("a list has a code or it has not")),
    GalleryPage(
      code: "C040", breaks: "201 fund_type=general_ : - - 5\n202 fund_type=general_ : - - 5",
      finding: "error 101 - [-, -]", holds: "201 general : - - 5",
      undecided: .never("a list has a word or it has not")),
    GalleryPage(
      code: "T010", breaks: "201 : - - 0.5\n20101 : - - 0.1\n20102 : - - 0.2",
      finding: "error 201 5000.0000 [2000.0000, 4000.0000]",
      holds: "201 : - - 0.3\n20101 : - - 0.1\n20102 : - - 0.2",
      undecided: .page("201 : - - 10.04\n20101 : - - 10.0")),
    GalleryPage(
      code: "T020", breaks: "201 general : - - 10.0\n20101 : - - 9.0",
      finding: "error 201 100000.0000 [0.0000, 90500.0000]",
      holds: "201 general : - - 8.0\n20101 : - - 9.0",
      undecided: .page("201 general : - - 9.04\n20101 : - - 9.0")),
    GalleryPage(
      code: "T050", breaks: projects("7.0"),
      finding: "error * 90000.0000 [109000.0000, 111000.0000]", holds: projects("5.0"),
      undecided: .page(
        "* project : - - 10.0\n2010102 project : - - 10.0\nproject P1 : - - 10.04")),
  ]

  /// A list of two projects that closes in both budgets, with the actual amount of the second.
  private static func projects(_ second: String) -> String {
    """
    * project : 9.0 9.0 9.0
    2010102 project : 9.0 9.0 9.0
    project P1 : 4.0 4.0 4.0
    project P2 : 5.0 5.0 \(second)
    """
  }

  /// A book of lines that are each as large as a line may be: 10^15 fen.
  private static func pageOfLargestLines(_ count: Int) -> String {
    (0..<count).map { "201\(1_000 + $0) : - - 1000000000\n" }.joined()
  }

  /// A share of the largest lines that there may be.
  private static func pageOfShares(_ count: Int) -> String {
    "formula B001 figure[own.percent] = "
      + "share(functional[201].actual.rows, functional[*].actual.rows)\n"
      + "own.percent = 100\n" + pageOfLargestLines(count)
  }

  /// The rules about figures outside the tables.
  static let figures = [
    GalleryPage(
      code: "F010", breaks: "total.actual = 10.0\n201 : - - 9.0",
      finding: "error total.actual 100000.0000 [89500.0000, 90500.0000]",
      holds: "total.actual = 9.0\n201 : - - 9.0",
      undecided: .page("total.actual = 10.04\n201 : - - 10.0")),
    GalleryPage(
      code: "F020", breaks: "meeting.actual = 10.0\nmeeting.prior = 8.0\nmeeting.change = 3.0",
      finding: "error meeting.change 30000.0000 [19000.0000, 21000.0000]",
      holds: "meeting.actual = 10.0\nmeeting.prior = 8.0\nmeeting.change = 2.0",
      undecided: .page("meeting.actual = 10.0\nmeeting.prior = 8.00\nmeeting.change = 2.04")),
    GalleryPage(
      code: "F030",
      breaks: """
        meeting.actual = 4.89
        meeting.change = 1.28
        meeting.change_percent = 26
        """,
      finding: "error meeting.change_percent 26.0000 [35.2210, 35.6944]",
      holds: """
        meeting.actual = 4.89
        meeting.prior = 3.61
        meeting.change_percent = 35
        """,
      undecided: .page(
        "training.actual = 0.66\ntraining.change = -0.1\ntraining.change_percent = -11")),
    GalleryPage(
      code: "F040",
      breaks: "total.actual = 10.00\nshare_percent.201 = 40\n201 : - - 5.00\n202 : - - 5.00",
      finding: "error share_percent.201 40.0000 [49.9250, 50.0750]",
      holds: "total.actual = 10.00\nshare_percent.201 = 50\n201 : - - 5.00\n202 : - - 5.00",
      undecided: .page(
        "total.actual = 10.00\nshare_percent.201 = 52\n201 : - - 5\n202 : - - 5.00")),
    GalleryPage(
      code: "F050", breaks: "staff.actual = 32\nstaff.authorised = 24",
      finding: "review staff.actual 32.0000 [-, 24.0000]",
      holds: "staff.actual = 24\nstaff.authorised = 24", undecided: .never("counts are exact")),
  ]

  /// The rules about who handed in what.
  static let districts = [
    GalleryPage(
      code: "U010", breaks: "unit 101\nsubmission 101\n201 : - - 5\nsubmission 999\n201 : - - 5",
      finding: "error 999 - [-, -]", holds: "unit 101\nsubmission 101\n201 : - - 5",
      undecided: .never("a unit is listed or it is not")),
    GalleryPage(
      code: "U020", breaks: "unit 101\nunit 102\nsubmission 102\n201 : - - 5",
      finding: "review 101 - [-, -]",
      holds: "unit 101\nunit 102\nsubmission 101\n201 : - - 5\nsubmission 102\n201 : - - 5",
      undecided: .never("a submission is there or it is not")),
    GalleryPage(
      code: "U030",
      breaks: "unit 101\nsubmission 101 submitted 1\n201 : - - 5\n"
        + "submission 101 accepted 1\n201 : - - 5",
      finding: "error 101 - [-, -]",
      holds: "unit 101\nsubmission 101 submitted 1\n201 : - - 5\n"
        + "submission 101 accepted 2\n201 : - - 5",
      undecided: .never("revisions are whole numbers")),
    GalleryPage(
      code: "U040",
      breaks: """
        unit 1
        unit 11 under 1
        submission 1
        201 : - - 10.0
        submission 11
        201 : - - 9.0
        """,
      finding: "error 201 100000.0000 [89000.0000, 91000.0000]",
      holds: """
        unit 1
        unit 11 under 1
        submission 1
        201 : - - 9
        submission 11
        201 : - - 9.3
        """,
      undecided: .never("books differ in precision by design: each figure is as printed")),
    GalleryPage(
      code: "U050", breaks: "unit 11 under 1\nsubmission 11\n201 : - - 5",
      finding: "review 11 - [-, -]",
      holds: "unit 1\nunit 11 under 1\nsubmission 11\n201 : - - 5",
      undecided: .never("a unit is listed or it is not")),
    GalleryPage(
      code: "U060", breaks: "submission 101 approved 1", finding: "error 101 - [-, -]",
      holds: "submission 101 accepted 1\n201 : - - 5",
      undecided: .never("a list has a word or it has not")),
    GalleryPage(
      code: "R010", breaks: "formula B001 total.actual ==\n201 : - - 5",
      finding: "error B001 - [-, -]",
      holds: "formula B001 functional[*].actual <= 5 wan_yuan\n201 : - - 5",
      undecided: .never("a formula can be read or it cannot")),
    GalleryPage(
      code: "R020", breaks: "setting E050 growth_percent -5\n201 : - - 5",
      finding: "error E050.growth_percent - [-, -]",
      holds: "setting E050 growth_percent 0.00\nsetting carry_over bound_1 -3\n201 : - - 5",
      undecided: .never("a setting can be used or it cannot")),
    GalleryPage(
      code: "R030", breaks: "listed 201 until 2018\n201 : - - 5\n202 : - - 6",
      finding: "error  - [-, -]", holds: "listed 201\n201 : - - 5",
      undecided: .never("a list has the year or it has not")),
    GalleryPage(
      code: "R050", breaks: "alias 行政 2O1\n201 : - - 5", finding: "error 2O1 - [-, -]",
      holds: "alias 行政 201\n201 : - - 5", undecided: .never("a code can be read or it cannot")),
    GalleryPage(
      code: "R040",
      breaks: pageOfShares(41),
      finding: "error B001 - [-, -]",
      holds: pageOfShares(39),
      undecided: .never("whole numbers fit or they do not")),
  ]
}
