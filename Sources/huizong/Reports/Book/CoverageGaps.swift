import BudgetDomain
import BudgetReport
import BudgetStore
import PostgresClient

/// Which changes are of years that not every unit has handed in: an account that is missing one
/// year makes growth of what was spent all the same.
struct CoverageGaps {
  /// How many units' accounts do not count, by year; years without any are not there.
  private(set) var counts: [(year: Int, unitCount: Int)] = []
  /// The units, and the groups above them.
  private var codes: Set<String> = []
  /// What such a unit states in the other year, of it and of the groups above it.
  private var subjects: [String: Set<SubjectCode>] = [:]
  /// The units whose account of either year does not count.
  private var missing: Set<String> = []

  /// What actuals are stated in; each may stand in for the other.
  private static let kinds: Set = ["final_account", "self_evaluation"]
  /// What counts, or is not owed, whatever draft there is besides; and of what nothing counts.
  private static let states = (
    settled: ["effective", "late", "exempt"], missing: ["missing", "returned", "draft", "excluded"]
  )

  /// Looks at the year of the book and the one before, where both are published.
  ///
  /// - Throws: `PostgresError`.
  init(_ frame: BookFrame, on connection: borrowing Connection) throws(PostgresError) {
    let years = [frame.year - 1, frame.year]
    guard years.allSatisfy(frame.publication.fiscalYears.contains) else { return }
    for (year, other) in [(years[0], years[1]), (years[1], years[0])] {
      let outline = try frame.outline(in: year, on: connection)
      let missing = try Self.missing(in: year, outline, on: connection)
      guard !missing.isEmpty else { continue }
      let cells = try UnitCellReader.cells(
        fiscalYear: other, unitCodes: missing, fundType: frame.request.fundType,
        levels: [0, 3, 5, 7], on: connection
      ).filter { $0.amounts.actual ?? 0 != 0 }
      let stated = Dictionary(grouping: cells, by: \.unitCode)
      // Of one fund, a unit without any money of it is not missed.
      let missed = missing.filter { stated[$0] != nil || frame.request.fundType == "*" }
      guard !missed.isEmpty else { continue }
      counts.append((year, missed.count))
      for code in missed {
        mark(code, Set((stated[code] ?? []).map(\.subject)), in: [outline, frame.outline])
      }
    }
  }

  /// The units without units of their own of whose accounts none counts.
  private static func missing(
    in year: Int, _ outline: UnitOutline, on connection: borrowing Connection
  ) throws(PostgresError) -> [String] {
    let groups = Set(outline.entries.compactMap(\.parent))
    let rows = try CoverageReader.rows(
      fiscalYear: year, unitCodes: nil, states: states.settled + states.missing, on: connection
    ).filter { row in
      kinds.contains(row.kind) && outline.places[row.unitCode].map { !groups.contains($0) } ?? false
    }
    let settled = Set(rows.lazy.filter { states.settled.contains($0.state) }.map(\.unitCode))
    return Set(rows.map(\.unitCode)).subtracting(settled).sorted()
  }

  private mutating func mark(
    _ code: String, _ subjects: Set<SubjectCode>, in outlines: [UnitOutline]
  ) {
    missing.insert(code)
    for outline in outlines {
      var place = outline.places[code]
      while let current = place {
        let entry = outline.entries[current]
        codes.insert(entry.code)
        self.subjects[entry.code, default: []].formUnion(subjects)
        place = entry.parent
      }
    }
  }

  /// Whether the change of a unit, or of a group with it, is not told by what was handed in.
  func affects(unit code: String) -> Bool { codes.contains(code) }

  /// The same of a subject of it.
  func affects(unit code: String, _ subject: SubjectCode) -> Bool {
    subject == .all ? affects(unit: code) : subjects[code]?.contains(subject) ?? false
  }

  /// Whether the unit itself has not handed in one of the two years.
  func isMissing(_ code: String) -> Bool { missing.contains(code) }

  /// What the mark says; nil where nothing is marked.
  var note: Phrase? {
    guard !counts.isEmpty else { return nil }
    let chinese = counts.map { "\($0.year) 年未齐 \($0.unitCount) 个单位" }
    let english = counts.map { count in
      count.unitCount == 1
        ? "1 account of \(count.year) is" : "\(count.unitCount) accounts of \(count.year) are"
    }
    return Phrase(
      "† " + chinese.joined(separator: "、") + ",所标增减含未齐单位的影响,不是同口径的增减。",
      "† " + english.joined(separator: ", ")
        + " not accepted: changes with this mark contain what is missing, and are no like for like."
    )
  }
}

extension BookFrame {
  /// The units at and below the top in another year, by that year's tree.
  func outline(
    in year: Int, on connection: borrowing Connection
  ) throws(PostgresError) -> UnitOutline {
    if year == self.year { return outline }
    let tree = try UnitTreeReader.rows(fiscalYear: year, on: connection)
    return UnitOutline(
      top: request.unitCode, units: tree.map { ($0.unitCode, $0.parentCode) })
  }
}
