internal import BudgetDomain
internal import BudgetEngine
import Synchronization

/// Tells an observer how much of the years has been written, indexed and checked.
///
/// Each unit of a year is a step when its cells are written, and others when the year is finished:
/// about as many as that takes of the time of writing.
final class WritingProgress: Sendable {
  /// Steps for finishing 10 units.
  private static let finishingTenUnits = 6
  /// How many units are written between two tellings.
  private static let stride = 64

  private let done = Atomic(0)
  private let total: Int
  private let observe: @Sendable (RunEvent) -> Void

  /// - Parameter unitCounts: How many units each year to be written has.
  init(of unitCounts: [Int], _ observe: @escaping @Sendable (RunEvent) -> Void) {
    total = unitCounts.reduce(0) { $0 + $1 + Self.stepsToFinish($1) }
    self.observe = observe
  }

  /// The cells of some units have been written.
  func write(units count: Int = 1) { add(count) }

  /// A year has been indexed and checked.
  func finish(units count: Int) { add(Self.stepsToFinish(count)) }

  private func add(_ steps: Int) {
    let (before, now) = done.add(steps, ordering: .relaxed)
    guard before / Self.stride != now / Self.stride || now == total else { return }
    observe(.written(steps: now, of: total))
  }

  private static func stepsToFinish(_ unitCount: Int) -> Int {
    unitCount * finishingTenUnits / 10
  }
}

extension Summary {
  /// How many units a year has that is to be written, the district among them.
  func unitCount(of year: FiscalYear) -> Int {
    let batch = validated.batch
    let recorded = batch.recorded[year]?.units.count
    let counted = batch.isClosed(year) ? recorded : validated.trees[year]?.nodes.count ?? recorded
    return counted ?? 0
  }
}
