import BudgetDomain
import Testing

@Suite struct CrosswalkTests {
  private static let year = FiscalYear(2024)

  /// `201>202` hands everything on in 2020, `201>202:1/2@2021` half of it in 2021, `201>202:?` an
  /// unknown part, `201>` retires.
  private static func row(_ text: String, _ fund: FundType = .general) throws -> CrosswalkRow {
    let year = text.split(separator: "@")
    let share = year[0].split(separator: ":")
    let codes = share[0].split(separator: ">", omittingEmptySubsequences: false).map(String.init)
    let parts = share.count > 1 ? share[1].split(separator: "/").compactMap { Int64($0) } : [1, 1]
    return CrosswalkRow(
      fund: fund, fromText: codes[0],
      target: codes[1].isEmpty
        ? .retired : SubjectCode(codes[1]).map { .code($0) } ?? .unreadable(codes[1]),
      effectiveYear: FiscalYear(year.count > 1 ? Int(year[1]) ?? 0 : 2020),
      share: StatedShare(numerator: parts.first, denominator: parts.last))
  }

  private static func crosswalk(_ rows: [String], listed: [String] = []) throws -> Crosswalk {
    Crosswalk(try rows.map { try row($0) }, list: try list(listed), newest: year)
  }

  /// `201-2019` is listed up to 2019.
  private static func list(_ codes: [String]) throws -> SubjectList {
    SubjectList(
      try codes.map { text in
        let words = text.split(separator: "-").map(String.init)
        return SubjectRow(
          fund: .general, code: try #require(SubjectCode(words[0])),
          validity: Validity(from: 2000, to: words.count > 1 ? Int(words[1]) : nil), name: text)
      })
  }

  private static func landing(
    _ crosswalk: Crosswalk, _ code: String, since year: Int = 2018, fund: FundType = .general
  ) throws -> [String] {
    let landing = crosswalk.landing(
      of: try #require(SubjectCode(code)), fund: fund, since: FiscalYear(year))
    return landing.parts.map { "\($0.code) \($0.share)" }
      + landing.doubts.map { "?\($0.code) \($0.reach.sorted().map(\.description))" }
      + landing.loose.map { "~\($0)" }
  }

  /// Sixty years in which two codes may have become each other: 2^60 ways, two codes.
  @Test func yearsOfUnknownSharesDoNotMultiply() throws {
    let rows = (1960..<2020).flatMap { year in
      ["2010101>2010101:?@\(year)", "2010101>2010102:?@\(year)"]
        + ["2010102>2010101:?@\(year)", "2010102>2010102:?@\(year)"]
    }
    let landing = try Self.landing(try Self.crosswalk(rows), "2010101", since: 1950)
    #expect(landing == ["2010101 1", "?2010101 [\"2010101\", \"2010102\"]"])
  }

  @Test(
    arguments: [
      ("2010101", "2010101 1"), ("20115", "20138 1"), ("2011501", "2013801 1"),
      ("2011577", "20138 1,~20138"), ("2012401", "2013404 1,~2013404"),
      ("2050101", "2050201 1/3,2050301 2/3"), ("2060101", "2060201 1"), ("*", "*  1"),
    ] as [(String, String)])
  func followsTheRows(code: String, expected: String) throws {
    let crosswalk = try Self.crosswalk(
      [
        "20115>20138", "20124>2013404", "2050101>2050201:1/3", "2050101>2050301:2/3",
        "2060101>2060102@2019", "2060102>2060201@2021",
      ],
      listed: [
        "2010101", "20138", "2013801", "2013404", "2050201", "2050301", "2060102-2020", "2060201",
      ])
    #expect(crosswalk.defects.isEmpty)
    #expect(
      try Self.landing(crosswalk, code)
        == expected.replacing("  ", with: " ").split(separator: ",").map(String.init))
  }

  @Test func followsOnlyRowsOfLaterYears() throws {
    let crosswalk = try Self.crosswalk(["201>202@2020", "202>203@2021"])
    #expect(try Self.landing(crosswalk, "201", since: 2019) == ["203 1"])
    #expect(try Self.landing(crosswalk, "201", since: 2020) == ["201 1"])
    #expect(try Self.landing(crosswalk, "202", since: 2020) == ["203 1"])
    #expect(try Self.landing(crosswalk, "201", since: 2019, fund: .unstated) == ["203 1"])
    #expect(try Self.landing(crosswalk, "201", since: 2019, fund: .fund) == ["201 1"])
  }

  /// Money that states no fund is of the fund in whose list its code is found first; where no list
  /// has it, of the first that has rows for it.
  @Test(
    arguments: [
      ([], [.general: "202", .fund: "203"], "202"), ([], [.fund: "203", .other: "204"], "203"),
      ([.fund], [.general: "202", .fund: "203"], "203"),
      ([.other, .fund], [.fund: "203", .other: "204"], "203"),
      ([.general, .fund], [.fund: "203"], "201"), ([.capital], [.general: "202"], "201"),
    ] as [([FundType], [FundType: String], String)])
  func findsTheFundOfUnstatedMoney(lists: [FundType], targets: [FundType: String], landed: String)
    throws
  {
    let list = try lists.flatMap { fund in
      try ["201", "202", "203", "204"].map { code in
        SubjectRow(
          fund: fund, code: try #require(SubjectCode(code)),
          validity: Validity(from: 2000, to: nil), name: code)
      }
    }
    let rows = try targets.map { fund, code in try Self.row("201>\(code)", fund) }
    let crosswalk = Crosswalk(rows, list: SubjectList(list), newest: Self.year)
    #expect(try Self.landing(crosswalk, "201", fund: .unstated) == ["\(landed) 1"])
  }

  @Test func multipliesTheSharesOfSeveralYears() throws {
    let crosswalk = try Self.crosswalk([
      "201>202:1/2", "201>203:1/2", "202>204:1/3@2021", "202>203:2/3@2021", "203>203@2021",
    ])
    #expect(try Self.landing(crosswalk, "201") == ["203 5/6", "204 1/6"])
  }

  @Test func keepsMoneyWhereThereIsNoWayThrough() throws {
    let crosswalk = try Self.crosswalk(
      ["201>202:?", "201>203:?", "204>", "203>205@2021"], listed: ["202", "203-2020", "205"])
    #expect(try Self.landing(crosswalk, "201") == ["201 1", #"?201 ["201", "202", "205"]"#])
    #expect(try Self.landing(crosswalk, "204") == ["204 1", #"?204 ["204"]"#])
    #expect(try Self.landing(crosswalk, "206") == ["206 1", #"?206 ["206"]"#])
    #expect(crosswalk.defects.isEmpty)
  }

  @Test(
    arguments: [
      (["201>202:1/2", "201>203:1/3"], "sum(5/6)"), (["201>202", "201>203"], "sum(2)"),
      (["201>202", "201>203:?"], "mixedShares"), (["201>20"], "unreadable(20)"),
      (["201>*:1/2", "201>?:1/2"], "unreadable(*,?)"),
      (["201>202:3/2"], "unreadableShare"), (["201>:1/2"], "sum(1/2)"),
    ] as [([String], String)])
  func namesWhatCannotBeRight(rows: [String], problem: String) throws {
    let crosswalk = try Self.crosswalk(rows)
    let defect = try #require(crosswalk.defects.first)
    #expect(crosswalk.defects.count == 1)
    #expect(defect.code == "201")
    #expect(defect.year == FiscalYear(2020))
    #expect(Self.described(defect.problem) == problem)
    #expect(try Self.landing(crosswalk, "201").first == "201 1")
    let landing = crosswalk.landing(
      of: try #require(SubjectCode("201")), fund: .general, since: FiscalYear(2018))
    #expect(!landing.doubts.isEmpty)
  }

  private static func described(_ problem: CrosswalkDefect.Problem) -> String {
    switch problem {
    case .sum(let sum): "sum(\(sum))"
    case .mixedShares: "mixedShares"
    case .unreadableShare: "unreadableShare"
    case .unreadableTargets(let texts): "unreadable(\(texts.joined(separator: ",")))"
    case .unlistedTargets(let codes):
      "unlisted(\(codes.map(\.description).joined(separator: ",")))"
    case .unreadableSource: "unreadableSource"
    }
  }

  /// A list says which codes there are in a year, if the fund has one of that year; one that has a
  /// code below says enough.
  @Test(
    arguments: [
      (["201>202"], ["202"], nil), (["201>202"], ["2020101"], nil), (["201>202"], [], nil),
      (["201>202"], ["203-2019"], nil), (["201>202"], ["203"], "unlisted(202)"),
      (["201>202"], ["203", "202-2019"], "unlisted(202)"),
      (["201>202:1/2", "201>204:1/2"], ["203"], "unlisted(202,204)"),
      (["201>202:?", "201>203:?"], ["203"], "unlisted(202)"), (["201>"], ["203"], nil),
    ] as [([String], [String], String?)])
  func namesTargetsThatNoListHas(rows: [String], listed: [String], problem: String?) throws {
    let crosswalk = try Self.crosswalk(rows, listed: listed)
    #expect(crosswalk.defects.map { Self.described($0.problem) } == [problem].compactMap(\.self))
    // The other fund keeps no list of its own.
    let other = Crosswalk(
      try rows.map { try Self.row($0, .fund) }, list: try Self.list(listed), newest: Self.year)
    #expect(other.defects.isEmpty)
    guard problem != nil else { return }
    let landing = crosswalk.landing(
      of: try #require(SubjectCode("201")), fund: .general, since: FiscalYear(2018))
    #expect(landing.parts.map(\.code.description) == ["201"])
    #expect(!landing.doubts.isEmpty)
  }

  @Test func namesRowsThatLeadFromNoCode() throws {
    let crosswalk = try Self.crosswalk([
      "20A>202", "*>202", "?>202:1/2", "?>203:1/2", "20A>203@2030", "204>205",
    ])
    #expect(
      crosswalk.defects.map { "\($0.year) \($0.code) \(Self.described($0.problem))" } == [
        "2020 * unreadableSource", "2020 20A unreadableSource", "2020 ? unreadableSource",
      ])
    #expect(try Self.landing(crosswalk, "?") == ["? 1", #"?? ["?"]"#])
    #expect(try Self.landing(crosswalk, "204") == ["205 1"])
  }

  @Test func saysHowNodesCompare() throws {
    let crosswalk = try Self.crosswalk(
      [
        "2010101>2010201:1/2", "2010101>2020101:1/2", "2030101>2030102:?", "2040101>2040202",
        "20405>20406",
      ], listed: ["2010201", "2020101", "2030102", "2040202", "20406"])
    func comparability(_ code: String, _ node: String) throws -> Comparability {
      crosswalk.landing(
        of: try #require(SubjectCode(code)), fund: .general, since: FiscalYear(2018)
      ).comparability(at: try #require(SubjectCode(node)))
    }
    for (code, node, expected) in [
      ("2010101", "2010201", .estimated), ("2010101", "201", .estimated),
      ("2010101", "*", .exact), ("2010101", "203", .exact), ("2030101", "2030101", .broken),
      ("2030101", "2030102", .broken), ("2030101", "20301", .exact),
      ("2040101", "2040202", .exact), ("2040101", "20401", .exact),
      ("2040501", "20406", .estimated), ("2040501", "2040601", .estimated),
      ("2040501", "204", .exact),
    ] as [(String, String, Comparability)] {
      #expect(try comparability(code, node) == expected, "\(code) at \(node)")
    }
  }

  @Test func familiesAreTheFinestThatCompare() throws {
    let crosswalk = try Self.crosswalk([
      "2010101>2010201:1/2", "2010101>2020101:1/2", "2030101>2030102:?", "2010201>2010202@2021",
    ])
    let codes = ["2010101", "2010201", "2030101", "2050101"].compactMap { SubjectCode($0) }
    let families = SubjectFamilies(
      codes.map { crosswalk.landing(of: $0, fund: .general, since: FiscalYear(2018)) })
    for (code, family) in [
      ("2010202", "2010202"), ("2020101", "2010202"), ("20102", "20102"), ("20201", "20102"),
      ("201", "201"), ("202", "201"), ("2030102", "2030101"), ("20301", "20301"),
      ("2050101", "2050101"), ("*", "*"),
    ] {
      #expect(families.family(of: try #require(SubjectCode(code))) == SubjectCode(family))
    }
  }
}
