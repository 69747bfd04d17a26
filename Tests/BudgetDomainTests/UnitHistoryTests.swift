import BudgetDomain
import Testing

@Suite struct UnitHistoryTests {
  /// Units `code from-to`; rows `from>to kind share@year`.
  private static func history(_ units: [String], _ rows: [String]) throws -> UnitHistory {
    let directory = UnitDirectory(
      rows: units.map { text in
        let words = text.split(whereSeparator: { " -".contains($0) }).map(String.init)
        return UnitRow(
          code: words[0],
          validity: Validity(from: Int(words[1]) ?? 0, to: words.count > 2 ? Int(words[2]) : nil),
          name: words[0], parent: nil, type: nil)
      }, submitting: [])
    let successions = try rows.map { text in
      let words = text.split(whereSeparator: { " >@".contains($0) }).map(String.init)
      let share = words[3].split(separator: "/").compactMap { Int64($0) }
      return UnitSuccession(
        from: words[0], to: words[1], year: FiscalYear(try #require(Int(words[4]))),
        kind: UnitSuccession.Kind(rawValue: words[2]),
        share: StatedShare(numerator: share.first, denominator: share.last))
    }
    return UnitHistory(successions, units: directory, newest: FiscalYear(2024))
  }

  private static func landing(_ history: UnitHistory, _ unit: String) -> [String] {
    let landing = history.landing(of: unit, since: FiscalYear(2018))
    return landing.parts.map {
      "\($0.unit) \($0.share)\($0.kind.map { " \($0.rawValue)" } ?? "")"
    } + landing.doubts.map { "?\($0.unit) \($0.reach.sorted())" }
  }

  @Test func followsMergersSplitsAndTransfers() throws {
    let history = try Self.history(
      ["A 2000-2019", "B 2000", "C 2020", "D 2021", "E 2000", "F 2022", "G 2000-2020"],
      [
        "A>B merge 1/1@2020", "B>D split 1/3@2021", "B>B split 2/3@2021",
        "E>F transfer 1/4@2022", "G>C rename ?@2021",
      ])
    #expect(history.defects.isEmpty)
    #expect(Self.landing(history, "A") == ["B 2/3 merge", "D 1/3 merge"])
    #expect(Self.landing(history, "E") == ["E 3/4", "F 1/4 transfer"])
    #expect(Self.landing(history, "G") == ["C 1 rename"])
    #expect(Self.landing(history, "C") == ["C 1"])
  }

  @Test func keepsMoneyWhereTheSharesAreUnknown() throws {
    let history = try Self.history(
      ["A 2000", "B 2000", "C 2000"], ["A>B transfer ?@2020", "B>C merge 1/1@2021"])
    #expect(Self.landing(history, "A") == ["A 1", #"?A ["A", "C"]"#])
    #expect(history.defects.map(\.problem) == [.stillThere])
  }

  @Test(
    arguments: [
      (["A>B merge 1/2@2020"], "sum"), (["A>X merge 1/1@2020"], "unknownHeir(X)"),
      (["Y>B merge 1/1@2020"], "unknownOrigin"), (["B>A transfer 1/2@2020"], "unknownHeir(A)"),
      (["A>B swallow 1/1@2020"], "unreadable"), (["B>C merge 1/1@2020"], "stillThere"),
      (["A>B split 1/2@2020", "A>C split ?@2020"], "unreadable"),
      (["A>B transfer 2/3@2020"], "sum"),
    ] as [([String], String)])
  func namesWhatCannotBeRight(rows: [String], problem: String) throws {
    let history = try Self.history(["A 2000-2019", "B 2000", "C 2000"], rows)
    let described = history.defects.map { defect in
      switch defect.problem {
      case .unknownOrigin: "unknownOrigin"
      case .unknownHeir(let unit): "unknownHeir(\(unit))"
      case .sum: "sum"
      case .unreadable: "unreadable"
      case .stillThere: "stillThere"
      }
    }
    #expect(described == [problem])
  }
}
