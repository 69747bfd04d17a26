import BudgetDomain
import Testing

@Suite struct UnitTreeTests {
  private static let year = FiscalYear(2023)

  /// A directory from `code: parent` pairs, all valid from 2020 on.
  private static func directory(_ parents: KeyValuePairs<String, String?>) -> UnitDirectory {
    UnitDirectory(
      rows: parents.map { code, parent in
        UnitRow(
          code: code, validity: Validity(from: 2020, to: nil), name: code, parent: parent,
          type: nil)
      }, submitting: [])
  }

  private static func codes(_ tree: UnitTree, _ units: UnitDirectory) -> [String] {
    tree.nodes.map { $0.unit.map { units.codes[$0] } ?? "*" }
  }

  @Test func comesChildrenFirstSiblingsByCode() throws {
    let units = Self.directory([
      "2": nil, "1": "", "12": "1", "11": "1", "112": "11", "111": "11", "3": "2",
    ])
    let tree = try UnitTree(year: Self.year, units: units)
    #expect(Self.codes(tree, units) == ["111", "112", "11", "12", "1", "3", "2", "*"])
    #expect(tree.nodes.map(\.depth) == [3, 3, 2, 2, 1, 2, 1, 0])
    #expect(tree.nodes.map(\.parent) == [2, 2, 4, 4, 7, 6, 7, nil])
    #expect(tree.nodes.map(\.isLeaf) == [true, true, false, true, false, true, false, false])
    for (place, node) in tree.nodes.enumerated() {
      if let unit = node.unit { #expect(tree.place(of: unit) == place) }
    }
  }

  @Test func theDistrictIsNoUnitButEveryTopMayNameIt() throws {
    let units = Self.directory(["*": nil, "1": "*", "11": "1", "2": nil])
    let tree = try UnitTree(year: Self.year, units: units)
    #expect(Self.codes(tree, units) == ["11", "1", "2", "*"])
    #expect(tree.orphans == [])
    #expect(tree.place(of: try #require(units.index(of: "*"))) == nil)
  }

  @Test func orphansStandUnderTheDistrict() throws {
    let units = UnitDirectory(
      rows: [
        UnitRow(
          code: "11", validity: Validity(from: 2020, to: nil), name: "", parent: "1", type: nil),
        UnitRow(
          code: "1", validity: Validity(from: 2020, to: 2022), name: "", parent: nil, type: nil),
        UnitRow(
          code: "2", validity: Validity(from: 2020, to: nil), name: "", parent: "9", type: nil),
      ], submitting: ["7"])
    let tree = try UnitTree(year: Self.year, units: units)
    #expect(Self.codes(tree, units) == ["11", "2", "*"])
    #expect(tree.orphans.map { units.codes[$0] } == ["11", "2"])
    #expect(units.index(of: "7").map { tree.place(of: $0) == nil } == true)
    let earlier = try UnitTree(year: FiscalYear(2022), units: units)
    #expect(Self.codes(earlier, units) == ["11", "1", "2", "*"])
  }

  @Test func emptyYearHasOnlyTheDistrict() throws {
    let units = Self.directory(["1": nil])
    let tree = try UnitTree(year: FiscalYear(1999), units: units)
    #expect(tree.nodes.count == 1)
    #expect(tree.nodes.first?.isLeaf == false)
  }

  @Test(
    arguments: [
      (["5": "5"], ["5", "5"]),
      (["1": "2", "2": "3", "3": "1"], ["1", "2", "3", "1"]),
      (["0": "1", "1": "2", "2": "3", "3": "1"], ["1", "2", "3", "1"]),
      (["0": "", "1": "0", "4": "7", "7": "9", "9": "7"], ["7", "9", "7"]),
    ] as [([String: String], [String])])
  func namesThePathOfACycle(parents: [String: String], path: [String]) {
    let units = UnitDirectory(
      rows: parents.map { code, parent in
        UnitRow(
          code: code, validity: Validity(from: 2020, to: nil), name: "", parent: parent, type: nil)
      }, submitting: [])
    #expect(throws: DomainError.cyclicUnitTree(year: Self.year, path: path)) {
      try UnitTree(year: Self.year, units: units)
    }
  }

  private static func chain(_ length: Int, top: String?) -> UnitDirectory {
    let validity = Validity(from: 2020, to: nil)
    let rows = (0..<length).map { number -> UnitRow in
      let parent: String? = number == 0 ? top : String(number + 99_999)
      return UnitRow(
        code: String(number + 100_000), validity: validity, name: "", parent: parent, type: nil)
    }
    return UnitDirectory(rows: rows, submitting: [])
  }

  @Test func walksATreeDeeperThanTheStack() throws {
    let depth = 100_000
    let tree = try UnitTree(year: Self.year, units: Self.chain(depth, top: nil))
    #expect(tree.nodes.count == depth + 1)
    #expect(tree.nodes.first?.depth == depth)
    #expect(tree.nodes.dropLast().indices.allSatisfy { tree.nodes[$0].parent == $0 + 1 })
  }

  @Test func findsACycleOfAHundredThousand() {
    let length = 100_000
    let units = Self.chain(length, top: String(length + 99_999))
    do {
      _ = try UnitTree(year: Self.year, units: units)
      Issue.record("no cycle found")
    } catch {
      guard case .cyclicUnitTree(Self.year, let path) = error else {
        Issue.record("\(error)")
        return
      }
      #expect(path.count == length + 1)
      #expect(path.first == path.last)
    }
  }
}
