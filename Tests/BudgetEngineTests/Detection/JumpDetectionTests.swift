import BudgetDomain
import Testing

@testable import BudgetEngine

@Suite struct JumpDetectionTests {
  private static func found(_ district: District, workers: Int = 1) throws -> [Anomaly] {
    let summary = consolidate(try validate(district.batch(workers: workers)))
    // Codes that come and go for all units together are found beside them.
    return try JumpDetection(summary).anomalies().filter { $0.rule.text != "X030" }
  }

  private static func listed(_ anomalies: [Anomaly]) -> [String] {
    anomalies.map { "\($0.rule.text) \($0.place.key) \($0.message)" }
  }

  /// Twelve units of each of two types over four years, growing by a few per cent, with some jumps.
  private static func district(seed: UInt64) -> District {
    var random = SeededGenerator(seed: seed)
    var district = District()
    var id: Int64 = 0
    for unit in 0..<24 {
      let code = String(101 + unit)
      district.units.append(
        UnitRow(
          code: code, validity: Validity(from: 2000, to: nil), name: "", parent: nil,
          type: unit % 2 == 0 ? "行政" : "事业"))
      for year in 2020...2023 {
        id += 1
        var submission = District.Submission(id: id, unit: code, year: year)
        for subject in ["2010101", "2010102", "2080505"] {
          var fen = 100_000_000 + Int64.random(in: -9_000_000...9_000_000, using: &random)
          if Int.random(in: 0..<25, using: &random) == 0 { fen *= 10 }
          var row = District.Row()
          row.code = subject
          row.amounts.actual = PrintedNumber(fen, decimals: 2).description
          submission.rows.append(row)
        }
        district.submissions.append(submission)
      }
    }
    return district
  }

  @Test(arguments: UInt64(1)...8)
  func doesNotDependOnWorkersOrOrder(seed: UInt64) throws {
    let district = Self.district(seed: seed)
    let alone = Self.listed(try Self.found(district))
    #expect(!alone.isEmpty)
    for workers in 2...4 {
      #expect(Self.listed(try Self.found(district, workers: workers)) == alone)
    }
    let shuffled = consolidate(
      try validate(district.batch(workers: 3, shuffledBy: SeededGenerator(seed: seed))))
    #expect(Self.listed(try JumpDetection(shuffled).anomalies()) == alone)
  }

  /// Within a year, what moves the published total most comes first.
  @Test func listsTheGreatestEffectFirst() throws {
    let anomalies = try Self.found(Self.district(seed: 3))
    for year in 2021...2023 {
      let effects = anomalies.filter { $0.place.year.number == year }.map { anomaly in
        let fen = anomaly.evidence.map(\.low.tenThousandths)
        return (fen[0] - fen[1]).magnitude
      }
      #expect(effects == effects.sorted(by: >))
    }
  }

  /// Eight peers may be enough, seven never are.
  @Test(arguments: [(7, 0), (8, 1)])
  func asksForEightPeers(peerCount: Int, count: Int) throws {
    let page = GalleryPage.page(
      peers: [100, -1, 100, -1], unit: [100, -1, 900, -1], peerCount: peerCount)
    #expect(try Self.found(District(page: page)).count == count)
  }

  /// Both thresholds of the shipped settings, and what a bureau makes of them.
  @Test(arguments: [(109, 0), (30, 0), (9, 0), (200, 1)])
  func leavesSmallChangesAlone(now: Int, count: Int) throws {
    // 109 is +9 %; from 100 down to 9 is −91 万元 and listed, but from 12 to 9 is too little money.
    let prior = now == 9 ? 12 : now == 30 ? 29 : 100
    let page = GalleryPage.page(
      peers: [prior, -1, prior, -1], unit: [prior, -1, now, -1], peerCount: 30)
    #expect(try Self.found(District(page: page)).count == count)
  }

  @Test func aBureauSetsTheThresholds() throws {
    let page = GalleryPage.page(
      peers: [100, -1, 100, -1], unit: [100, -1, 500, -1], peerCount: 9)
    for (name, value) in [
      ("least_peers", 10), ("least_change_percent", 400), ("least_change_yuan", 4_000_000),
    ] {
      var district = try District(page: page)
      #expect(try Self.found(district).count == 1)
      district.settings.append(
        RuleSetting(
          rule: RuleCode("P010"), name: name, validity: Validity(from: 2023, to: 2023),
          value: PrintedNumber(Int64(value))))
      #expect(try Self.found(district).isEmpty, "\(name)")
    }
  }

  /// Whoever gave or took over tasks between the two years has another history than its peers.
  @Test(arguments: [[100, -1, 500, -1], [100, 40, 20, 120]])
  func aUnitWithOtherTasksIsNotAsked(unit: [Int]) throws {
    let peers = unit[1] < 0 ? [100, -1, 100, -1] : [100, 40, 100, 40]
    let page = GalleryPage.page(peers: peers, unit: unit)
    #expect(try Self.found(District(page: page)).count == 1)
    for (units, year, count) in [("110 999", 2023, 0), ("999 110", 2023, 0), ("999 110", 2022, 1)] {
      let succession = "succession \(units) \(year) transfer ?\n"
      #expect(try Self.found(District(page: succession + page)).count == count)
    }
  }

  /// A subject that is gone beside one that is new is one question; alone it is none, nor where
  /// the lists have changed, nor where the unit has no peers.
  @Test func seesMoneyUnderANewCode() throws {
    let moved = GalleryPage.page(peers: [100, -1, 100, -1], unit: [100, -1, -1, 98])
    let found = try Self.found(District(page: moved))
    #expect(found.map(\.rule.text) == ["P020"])
    #expect(found.first?.evidence.map(\.printed).contains("980000.00 元") == true)
    let gone = GalleryPage.page(peers: [100, 5, 100, 5], unit: [100, 5, -1, 5])
    #expect(try Self.found(District(page: gone)).isEmpty)
    let unlike = GalleryPage.page(peers: [100, -1, 100, -1], unit: [100, -1, -1, 90])
    #expect(try Self.found(District(page: unlike)).isEmpty)
    let relisted = "listed 2010101 until 2022\nlisted 201\n" + moved
    #expect(try Self.found(District(page: relisted)).isEmpty)
    let lonely = GalleryPage.page(peers: [], unit: [100, -1, -1, 100], peerCount: 0)
    #expect(try Self.found(District(page: lonely)).isEmpty)
  }

  /// Both years of amounts are shown to the fen, and the interval leaves this year's out.
  @Test func showsBothAmountsAndThePeers() throws {
    let page = GalleryPage.page(peers: [100, -1, 103, -1], unit: [100, -1, 500, -1])
    let anomaly = try #require(try Self.found(District(page: page)).first)
    #expect(
      anomaly.evidence.map(\.printed) == ["5000000.00 元", "1000000.00 元", "1030000.00 元"])
    #expect(anomaly.message.contains("其余 9 个行政单位该科目变动的中位数为 +3.0%"), "\(anomaly.message)")
    #expect(anomaly.difference.map { $0.tenThousandths > 0 } == true)
  }
}
