import BudgetDomain
import Testing

/// One row with its key as printed, where nil means not stated.
private struct Row {
  let code: String
  let fund: FundType?
  let kind: UInt8?

  /// Whether `code` is this row's code or begins with it; `*` stands above every code.
  func hasPrefixOf(_ other: Row) -> Bool { code == "*" || other.code.hasPrefix(code) }

  /// (a): R's fund type and kind each equal r's or are null, and the two rows differ.
  func isTotal(of other: Row) -> Bool {
    hasPrefixOf(other) && (fund == nil || fund == other.fund)
      && (kind == nil || kind == other.kind)
      && (code != other.code || fund != other.fund || kind != other.kind)
  }

  /// (b): R's code is a proper prefix, and R states a fund type or kind that r leaves open, while
  /// nothing that both state differs.
  func isPart(of other: Row) -> Bool {
    hasPrefixOf(other) && code != other.code
      && (fund == nil || other.fund == nil || fund == other.fund)
      && (kind == nil || other.kind == nil || kind == other.kind)
      && ((fund != nil && other.fund == nil) || (kind != nil && other.kind == nil))
  }

  var key: RowKey? {
    SubjectCode(code).map { RowKey(code: $0, fund: fund ?? .unstated, kind: kind ?? 0) }
  }
}

@Suite struct RowRolesTests {
  private static let codes = [
    "*", "?", "201", "20101", "2010101", "2010102", "20102", "2010201", "202", "20299", "2029999",
    "999",
  ]

  /// The contract's sentence, row against row.
  private static func naiveRoles(_ rows: [Row]) -> [RowRoles.Role] {
    rows.map { row in
      if rows.contains(where: { row.isTotal(of: $0) }) { return .total }
      return rows.contains { row.isPart(of: $0) } ? .part : .own
    }
  }

  private static func randomRows(_ random: inout SeededGenerator) -> [Row] {
    let funds: [FundType?] =
      Bool.random(using: &random) ? [nil] : [nil, .general, .fund, .capital, .other]
    let kinds: [UInt8?] = Bool.random(using: &random) ? [nil] : [nil, 1, 2, 5, 6]
    let count = Int.random(in: 1...14, using: &random)
    var rows = (0..<count).map { _ in
      Row(
        code: codes.randomElement(using: &random) ?? "*",
        fund: funds.randomElement(using: &random) ?? nil,
        kind: kinds.randomElement(using: &random) ?? nil)
    }
    if let twin = rows.randomElement(using: &random), Bool.random(using: &random) {
      rows.append(twin)
    }
    return rows
  }

  @Test(arguments: UInt64(1)...20)
  func decidesAsTheContractSays(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var roles = RowRoles()
    for _ in 0..<500 {
      let rows = Self.randomRows(&random)
      roles.assign(try rows.map { try #require($0.key) })
      let expected = Self.naiveRoles(rows)
      #expect(rows.indices.map { roles[$0] } == expected, "\(rows)")
      let hasTwins = rows.indices.contains { row in
        roles.rows(alike: row).count > 1
      }
      #expect(roles.hasTwins == hasTwins, "\(rows)")
      for (outer, inner) in zip(rows.indices, rows.indices.shuffled(using: &random)) {
        #expect(roles.covers(outer, inner) == rows[outer].isTotal(of: rows[inner]), "\(rows)")
      }
    }
  }

  /// What a total is compared with: the own rows within it, then those that may be.
  @Test(arguments: UInt64(1)...10)
  func showsTheRowsUnderATotal(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var roles = RowRoles()
    for _ in 0..<300 {
      let rows = Self.randomRows(&random)
      roles.assign(try rows.map { try #require($0.key) })
      let expected = Self.naiveRoles(rows)
      for total in rows.indices where expected[total] == .total {
        var within: Set<Int> = []
        var open: Set<Int> = []
        roles.forEachOwnRow(under: total) { row, isWithin in
          if isWithin { within.insert(row) } else { open.insert(row) }
        }
        let naive = rows.indices.filter {
          expected[$0] == .own && rows[total].isTotal(of: rows[$0])
        }
        #expect(within == Set(naive), "\(rows)")
        #expect(open.allSatisfy { expected[$0] == .own && rows[total].hasPrefixOf(rows[$0]) })
      }
    }
  }

  /// Those that stand under no other one of them, and how many rows are under each.
  @Test(arguments: UInt64(1)...10)
  func tellsTheHighestOfSomeRows(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var roles = RowRoles()
    for _ in 0..<300 {
      let rows = Self.randomRows(&random)
      roles.assign(try rows.map { try #require($0.key) })
      let some = roles.orderedIndices.filter { _ in Bool.random(using: &random) }
      let naive = some.indices.filter { place in
        !some.contains { rows[$0].isTotal(of: rows[some[place]]) }
      }
      #expect(roles.highest(among: some).sorted() == naive, "\(rows)")
      for index in rows.indices {
        #expect(roles.spread(of: index) == rows.count { rows[index].hasPrefixOf($0) })
        for other in rows.indices {
          #expect(roles.coversCode(index, other) == rows[index].hasPrefixOf(rows[other]))
        }
      }
    }
  }

  /// Money is never lost: what is left out of the sum is always shown again by own rows.
  @Test func someRowAlwaysCounts() throws {
    var random = SeededGenerator(seed: 99)
    var roles = RowRoles()
    for _ in 0..<2_000 {
      let rows = Self.randomRows(&random)
      roles.assign(try rows.map { try #require($0.key) })
      for index in rows.indices where roles[index] != .own {
        let below = rows.indices.filter { roles[$0] == .own && rows[index].hasPrefixOf(rows[$0]) }
        #expect(!below.isEmpty, "\(rows)")
      }
    }
  }

  @Test func rowsAlikeBothCount() throws {
    var roles = RowRoles()
    let row = Row(code: "2010101", fund: .general, kind: 1)
    let other = Row(code: "2010101", fund: .general, kind: 2)
    roles.assign(try [row, other, row].map { try #require($0.key) })
    #expect([roles[0], roles[1], roles[2]] == [.own, .own, .own])
    #expect(roles.rows(alike: 2) == [0, 2])
    #expect(roles.rows(alike: 1) == [1])
    roles.assign([])
    #expect(roles.orderedIndices.map(\.self).isEmpty)
  }
}
