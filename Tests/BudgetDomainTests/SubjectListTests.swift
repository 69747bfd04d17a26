import BudgetDomain
import Testing

@Suite struct SubjectListTests {
  private static func row(
    _ fund: FundType?, _ code: String, _ from: Int, _ to: Int?, _ name: String
  ) throws -> SubjectRow {
    SubjectRow(
      fund: fund, code: try #require(SubjectCode(code)), validity: Validity(from: from, to: to),
      name: name)
  }

  private static func list() throws -> SubjectList {
    SubjectList([
      try row(.general, "201", 2007, nil, "一般公共服务"),
      try row(.general, "201", 2020, 2021, "一般公共服务支出(试行)"),
      try row(.general, "20199", 2007, 2018, "旧款"),
      try row(.fund, "208", 2015, nil, "基金社保"),
      try row(.general, "208", 2007, nil, "社会保障和就业支出"),
      try row(.capital, "223", 2010, nil, "国有资本经营预算支出"),
    ])
  }

  /// Where ranges overlap, the latest start wins; both ends are inclusive.
  @Test(
    arguments: [
      (2019, "一般公共服务"), (2020, "一般公共服务支出(试行)"), (2021, "一般公共服务支出(试行)"),
      (2022, "一般公共服务"), (2006, nil),
    ] as [(Int, String?)])
  func latestStartWins(year: Int, name: String?) throws {
    let list = try Self.list()
    #expect(list.name(of: try code("201"), fund: .general, in: FiscalYear(year)) == name)
  }

  @Test func aCodeMeansSomethingWithItsFund() throws {
    let list = try Self.list()
    let year = FiscalYear(2023)
    #expect(list.name(of: try code("208"), fund: .fund, in: year) == "基金社保")
    #expect(list.name(of: try code("208"), fund: .general, in: year) == "社会保障和就业支出")
    #expect(list.name(of: try code("208"), fund: .unstated, in: year) == "社会保障和就业支出")
    #expect(list.name(of: try code("208"), fund: .all, in: year) == "社会保障和就业支出")
    #expect(list.name(of: try code("223"), fund: .all, in: year) == "国有资本经营预算支出")
    #expect(list.name(of: try code("223"), fund: .general, in: year) == nil)
  }

  @Test(arguments: [
    ("201", FundType.general, 2023, SubjectListing.listed),
    ("201", .unstated, 2006, .otherYear(nearest: 2007)),
    ("20199", .general, 2018, .listed), ("20199", .general, 2023, .otherYear(nearest: 2018)),
    ("20199", .fund, 2010, .listed), ("223", .general, 2023, .unknown),
    ("223", .unstated, 2023, .listed), ("223", .capital, 2009, .otherYear(nearest: 2010)),
    ("999", .general, 2023, .unknown), ("*", .general, 2023, .listed),
  ])
  func listsByFundAndYear(text: String, fund: FundType, year: Int, listing: SubjectListing) throws {
    let list = try Self.list()
    #expect(list.listing(of: try code(text), fund: fund, in: FiscalYear(year)) == listing)
  }

  @Test func economicRowsConcernEveryFund() throws {
    let list = SubjectList([try Self.row(nil, "30101", 2018, nil, "基本工资")])
    for fund in FundType.allCases {
      #expect(list.listing(of: try code("30101"), fund: fund, in: FiscalYear(2023)) == .listed)
      #expect(list.name(of: try code("30101"), fund: fund, in: FiscalYear(2023)) == "基本工资")
    }
    #expect(!list.isEmpty)
    #expect(SubjectList([]).isEmpty)
  }

  private func code(_ text: String) throws -> SubjectCode { try #require(SubjectCode(text)) }
}
