import BudgetTestSupport
import Testing

/// The figures, one by one and added up.
extension ReportTests {
  /// Every printed amount is a neighbour of the published one.
  func expectFigures(of page: ReadPage, fenPerStep: Int64) async throws {
    let exact = try await publishedFen()
    var count = 0
    func expect(_ cell: ReadPage.Cell?, _ key: String) {
      guard let fen = exact[key] else { return #expect(cell?.hundredths == nil, "\(key)") }
      count += 1
      guard let steps = cell?.hundredths else { return #expect(fen == 0, "\(key)") }
      #expect((steps * fenPerStep - fen).magnitude < fenPerStep.magnitude, "\(key) \(steps)")
    }
    for row in try page.section("overview").tables[0].rows.dropFirst() {
      expect(row[1], "\(row[0].text) * * actual")
    }
    let subjects = try page.section("subjects").tables
    for row in subjects[0].rows.dropFirst() {
      expect(row[1], "2023 * \(code(row)) actual")
      try expectComparison(row, exact, fenPerStep)
    }
    for row in subjects[1].rows.dropFirst() {
      for (place, year) in zip(1..., 2021...2023) {
        expect(row[place], "\(year) * \(code(row)) actual")
      }
    }
    for table in try page.section("units").tables {
      let heads = table.rows[0].map(code)
      for row in table.rows.dropFirst()
      where code(row) != "*" {
        let unit = code(row)
        expect(row[1], "2023 \(unit) * actual")
        for place in 2..<row.count { expect(row[place], "2023 \(unit) \(heads[place]) actual") }
      }
    }
    let text = try page.section("overview").text.replacing(",", with: "")
    for measure in ["initial", "final", "basic", "project"] {
      let fen = try #require(exact["2023 * * \(measure)"])
      let below = fen / fenPerStep
      #expect([below, below + 1].contains { text.contains(decimal($0)) }, "\(measure)")
    }
    #expect(count > 150)
  }

  /// Fen by year, unit, subject and measure, the share in tenths of a percent; what is not stated
  /// is not there.
  private func publishedFen() async throws -> [String: Int64] {
    Dictionary(
      uniqueKeysWithValues: try await rows(
        """
        SELECT concat_ws(' ', fiscal_year, unit_code, subject_code, measure), (amount * 100)::bigint
        FROM summary.subject_year
        CROSS JOIN LATERAL (
          VALUES ('initial', initial_budget), ('final', final_budget), ('actual', actual),
            ('basic', basic_actual), ('project', project_actual), ('change', change),
            ('share', round(share_percent, 1) / 10)
        ) AS stated (measure, amount)
        WHERE fund_type = '*'
          AND subject_level IN (0, 3)
          AND amount IS NOT NULL
        """))
  }

  /// The change is the difference of two printed figures, the share what is published.
  private func expectComparison(
    _ row: [ReadPage.Cell], _ exact: [String: Int64], _ fenPerStep: Int64
  ) throws {
    let code = code(row)
    // What nobody stated last year is no figure to compare with.
    if let fen = exact["2023 * \(code) change"], exact["2022 * \(code) actual"] != nil {
      let steps = try #require(row[2].hundredths, "\(row[2].text)")
      #expect((steps * fenPerStep - fen).magnitude < 2 * fenPerStep.magnitude, "\(row[2].text)")
    } else {
      #expect(row[2].hundredths == nil, "\(row[2].text)")
    }
    #expect(row[3].text.hasSuffix("%"))
    // The query gives tenths of a percent.
    let tenths = Int64(row[3].text.filter(\.isNumber))
    #expect(tenths == exact["2023 * \(code) share"].map { abs($0) }, "\(row[3].text)")
  }

  /// The code that a cell begins with; `*` where there is none.
  private func code(_ cell: ReadPage.Cell) -> String {
    let digits = String(cell.text.prefix { $0.isASCII && $0.isNumber })
    return cell.text.hasPrefix("?") || cell.text.hasPrefix("无法") || cell.text.hasPrefix("Unr")
      ? "?" : digits.isEmpty ? "*" : digits
  }

  private func code(_ row: [ReadPage.Cell]) -> String { code(row[0]) }

  private func decimal(_ steps: Int64) -> String {
    let digits = String(steps.magnitude)
    let filled = String(repeating: "0", count: max(0, 3 - digits.count)) + digits
    return filled.dropLast(2) + "." + filled.suffix(2)
  }

  /// Whatever is shown adds up as it is shown.
  func expectSums(of page: ReadPage) throws {
    let subjects = try page.section("subjects").tables
    for table in subjects {
      for place in 1..<table.rows[0].count where table.rows[1][place].hundredths != nil {
        let column = table.rows.dropFirst().map { $0[place].hundredths ?? 0 }
        // Of a 类 without a figure last year, all of it is the change, which stands nowhere.
        if table.rows.contains(where: { $0[place].text.hasPrefix("–") }) { continue }
        #expect(column.dropLast().reduce(0, +) == column.last, "\(table.rows[0][place].text)")
      }
    }
    let units = try page.section("units").tables[0].rows.dropFirst()
    for row in units {
      let steps = row.dropFirst().map { $0.hundredths ?? 0 }
      #expect(steps.dropFirst().reduce(0, +) == steps[0], "\(row[0].text)")
    }
    for place in 1..<(units.first?.count ?? 1) {
      let column = units.map { $0[place].hundredths ?? 0 }
      #expect(column.dropLast().reduce(0, +) == column.last)
    }
    // One figure is the same wherever it stands.
    let total = try #require(subjects[0].rows.last?[1].text)
    #expect(units.last?[1].hundredths == subjects[0].rows.last?[1].hundredths)
    #expect(try page.section("overview").tables[0].rows.last?[1].text == total)
    #expect(try page.section("overview").text.contains(total))
    #expect(try page.section("changes").tables[0].rows.last?[1].text == total)
  }

  /// The causes lead from the total of the last publication to this one's.
  func expectBridge(of page: ReadPage, fenPerStep: Int64) async throws {
    let causes = try await rows(
      """
      SELECT cause, (difference * 100)::bigint
      FROM summary.changes(1, 2, 2023, 'reported')
      WHERE fund_type = '*'
        AND unit_code = '*'
        AND subject_code = '*'
        AND measure = 'actual'
      ORDER BY cause COLLATE "C"
      """)
    let bridge = try page.section("changes").tables[0].rows.dropFirst()
    let steps = bridge.compactMap { $0[1].hundredths }
    #expect(steps.count == causes.count + 2 && causes.count >= 2)
    #expect(steps.dropLast().reduce(0, +) == steps.last)
    for (part, cause) in zip(steps.dropFirst(), causes) {
      #expect((part * fenPerStep - cause.value).magnitude < fenPerStep.magnitude, "\(cause)")
    }
    let before = try await rows(
      """
      SELECT 'before', (actual * 100)::bigint
      FROM summary.subject_year_as_of(1)
      WHERE fiscal_year = 2023
        AND fund_type = '*'
        AND unit_code = '*'
        AND subject_code = '*'
      """)
    let distance = (steps.first ?? 0) * fenPerStep - (before.first?.value ?? 0)
    #expect(distance.magnitude < fenPerStep.magnitude)
    try expectChangedUnits(of: page, bridge.map { $0[0].text }, steps)
  }

  /// With the rest, they add up to the bridge; each has the figure of the table of units.
  private func expectChangedUnits(
    of page: ReadPage, _ names: [String], _ steps: [Int64]
  ) throws {
    let list = try page.section("changes").tables[1].rows.dropFirst()
    for place in 2...4 {
      let column = list.map { $0[place].hundredths ?? 0 }
      #expect(column.dropLast().reduce(0, +) == column.last, "\(place)")
    }
    #expect(list.last?[4].hundredths == steps.dropFirst().dropLast().reduce(0, +))
    // A cause that is all of one unit's making shows what the unit shows.
    for (name, part) in zip(names.dropFirst().dropLast(), steps.dropFirst()) {
      let own = list.filter { $0[1].text.contains(name) }
      guard own.count == 1, own[0][1].text == name, name != "内部抵销", name != "elimination"
      else { continue }
      #expect(own[0][4].hundredths == part, "\(name)")
    }
    let changed = list.filter { code($0) != "*" }
    #expect(!changed.isEmpty, "the units that changed")
    // A unit has the figure of the table of units, and its change is shown.
    let units = try page.section("units").tables.last?.rows.dropFirst() ?? []
    for row in changed {
      let unit = units.first { code($0) == code(row) }
      #expect(unit != nil && unit?[1].hundredths == row[3].hundredths, "\(row[0].text)")
      #expect(row[4].hundredths != 0, "\(row[0].text)")
    }
  }
}
