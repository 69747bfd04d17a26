import BudgetDomain
import Testing

@testable import BudgetEngine

/// What groups submit themselves beside the sums of their units.
@Suite struct GroupComparisonTests {
  /// The codes at which a group's book with some amounts is found to differ from its units'.
  ///
  /// - Parameter absent: A unit that has not filed, so that no slip is looked for.
  private static func found(
    _ amounts: (Int, Int, Int, Int), besides absent: String = ""
  ) throws -> [String] {
    let page = """
      unit 1
      unit 11 under 1
      unit 12 under 1
      \(absent)
      submission 11
      2010101 : - - 100.4
      2010102 : - - 50.3
      2010201 : - - 20.4
      2020101 : - - 30.2
      submission 12
      2010101 : - - 10.3
      submission 1
      2010101 : - - \(amounts.0)
      2010102 : - - \(amounts.1)
      2010201 : - - \(amounts.2)
      2020101 : - - \(amounts.3)
      """
    return try validate(try District(page: page).batch()).anomalies
      .filter { $0.rule.text == "U040" }.compactMap(\.place.code).sorted()
  }

  /// One gap in a book of coarse amounts is one finding, however much rounding the rows above it
  /// hold; a second gap beside it is another, and their sum is none, whether slips are looked for
  /// or not.
  @Test(arguments: ["", "unit 13 under 1"])
  func everyGapIsListedOnce(absent: String) throws {
    #expect(try Self.found((111, 50, 20, 30), besides: absent).isEmpty)
    #expect(try Self.found((120, 50, 20, 30), besides: absent) == ["2010101"])
    for (amounts, codes) in [
      ((120, 50, 20, 47), ["2010101", "2020101"]), ((120, 50, 37, 30), ["2010101", "2010201"]),
      ((120, 66, 37, 47), ["2010101", "2010102", "2010201", "2020101"]),
      // Two that offset each other below a code that agrees.
      ((120, 41, 20, 30), ["2010101", "2010102"]),
    ] {
      #expect(try Self.found(amounts, besides: absent) == codes, "\(amounts)")
    }
  }

  /// A book of thousands of codes that no unit has so is compared in one pass, and fills no list:
  /// what it differs by from others is limited like what is found in it by itself.
  @Test(arguments: ["", "unit 13 under 1"])
  func aThousandGapsAreListedAndTheRestIsCounted(absent: String) throws {
    let codes = (0..<4_000).map { String(2_010_101 + 3 * $0) }
    let page = """
      unit 1
      unit 11 under 1
      \(absent)
      submission 11
      yuan
      \(codes.map { "\($0) : - - 5.00" }.joined(separator: "\n"))
      submission 1
      yuan
      \(codes.enumerated().map { "\($1) : - - \($0 + 6).00" }.joined(separator: "\n"))
      """
    let found = try validate(try District(page: page).batch()).anomalies
      .filter { $0.submissionID == 2 }
    #expect(found.count { $0.rule.text == "U040" } == 1_000)
    let counted = found.filter { $0.rule.text == "U110" }
    #expect(counted.count == 1)
    #expect(counted.first?.message.hasSuffix("未列出的:U040 3000 条。") == true, "\(counted)")
    #expect(counted.first?.place.section == .functional)
  }
}
