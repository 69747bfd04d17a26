import BudgetTestSupport
import Foundation
import Testing

/// How parts of `jobs/test --long` go on where they were stopped.
@Suite struct LongRunTests {
  private func steps(_ settings: [String: String]) -> LongSteps {
    LongRun.steps("kills", normally: 2, long: 4, test: "night()", settings: settings)
  }

  @Test func whatWasDoneAndFoundBeforeAStopStands() throws {
    let folder = try Scratch()
    let settings = ["HUIZONG_LONG": "kills", "HUIZONG_LONG_STEPS": folder.path]
    let first = steps(settings)
    let stepsTaken = first.makeIterator()
    #expect(stepsTaken.next() == 0 && first.keeping(["two\nlines"]) == ["two\nlines"])
    #expect(stepsTaken.next() == 1 && first.keeping([]) == [])
    let next = steps(settings.merging(["HUIZONG_LONG_FROM": "last"]) { $1 })
    #expect(Array(next) == [1, 2, 3] && next.found == ["two lines"])
    #expect(Array(steps(settings)) == [0, 1, 2, 3], "from the beginning")
  }

  @Test func anOrdinaryRunKeepsNothing() {
    let few = steps(["HUIZONG_LONG": "soak", "HUIZONG_LONG_STEPS": "/nowhere"])
    #expect(Array(few) == [0, 1] && few.keeping(["found"]) == ["found"] && few.found == [])
  }
}
