import BudgetTestSupport
import Testing

/// Every interleaving of two runs, one who goes back or collects, and a reader, with a crash and
/// the loss of the lock at each step: what must always hold does.
@Suite struct ProtocolModelTests {
  @Test func holdsInEveryState() throws {
    let begun = ContinuousClock.now
    let count = try statesReached(
      by: ProtocolModel(slips: [], hasArchive: true, hasReader: true))
    tell("publishing protocol: \(count) states in \(ContinuousClock.now - begun)")
    #expect(count > 1_000_000)
  }

  /// A model that finds nothing whatever is left out would say nothing.
  @Test(arguments: [
    (ProtocolModel.Slips.checksNoToken, false, false), (.sweepsNothing, false, false),
    (.awaitsNoPlan, false, true), (.movesPointerFirst, false, true),
    (.detachesUnlocked, true, false), (.archivesUnlocked, true, false),
  ])
  func findsWhatIsLeftOut(slips: ProtocolModel.Slips, hasArchive: Bool, hasReader: Bool) {
    let model = ProtocolModel(slips: slips, hasArchive: hasArchive, hasReader: hasReader)
    #expect(throws: ProtocolModel.Violation.self) { try statesReached(by: model) }
  }

  /// Looks at every state that can be reached, the nearest first.
  ///
  /// - Returns: How many there are.
  @discardableResult
  private func statesReached(by model: ProtocolModel) throws -> Int {
    var reached: Set<ProtocolState> = [.initial]
    var frontier: [ProtocolState] = [.initial]
    while !frontier.isEmpty {
      var next: [ProtocolState] = []
      for state in frontier {
        for after in try model.successors(of: state) where reached.insert(after).inserted {
          next.append(after)
        }
      }
      frontier = next
    }
    return reached.count
  }
}
