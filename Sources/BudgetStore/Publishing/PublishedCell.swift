internal import BudgetDomain
internal import BudgetEngine

/// A cell as it is stored: nil where nobody states an amount, and nothing that the views can
/// derive from the other columns.
struct PublishedCell {
  let cell: Cell
  let prior: Int64?
  let level: Int16
  /// What was taken out of it at this very unit, in fen; nil where nothing was.
  var eliminated: BudgetFigures<Int64>?

  /// The bits of `store.subject_tile.flags`.
  enum Flag {
    static let initialIncomplete: Int16 = 1
    static let finalIncomplete: Int16 = 2
    static let directIsStored: Int16 = 4
    static let projectIsRest: Int16 = 8
  }

  private func stated(_ measure: StatedMeasures, _ fen: Int64) -> Int64? {
    cell.stated.contains(measure) ? fen : nil
  }

  /// The eleven amounts in the order of the columns of `store.subject_tile`.
  var columns: InlineArray<11, Int64?> {
    let direct = !directIsDerived
    let execution = !executionIsDerived
    return [
      stated(.initial, cell.initial), stated(.final, cell.final), stated(.actual, cell.actual),
      stated(.basic, cell.basic), projectIsRest ? nil : stated(.project, cell.project), prior,
      direct ? stated(.directInitial, cell.directInitial) : nil,
      direct ? stated(.directFinal, cell.directFinal) : nil,
      direct ? stated(.directActual, cell.directActual) : nil,
      execution ? cell.executionActual : nil, execution ? cell.executionBudget : nil,
    ]
  }

  /// What was taken out, and the actual that units booked before anything was, in the order of the
  /// columns of `store.subject_tile`; nil for nothing.
  var eliminatedColumns: InlineArray<4, Int64?>? {
    guard eliminated != nil || cell.eliminatedActual != 0 else { return nil }
    func stated(_ fen: Int64?) -> Int64? { fen == 0 ? nil : fen }
    return [
      stated(eliminated?.initial), stated(eliminated?.final), stated(eliminated?.actual),
      cell.eliminatedActual == 0 ? nil : cell.actual + cell.eliminatedActual,
    ]
  }

  /// The four amounts in the order of the columns of `store.side_tile`.
  var sideColumns: InlineArray<4, Int64?> {
    [
      stated(.initial, cell.initial), stated(.final, cell.final), stated(.actual, cell.actual),
      prior,
    ]
  }

  /// The flags of `store.subject_tile`.
  var flags: Int16 {
    (cell.withoutInitial > 0 ? Flag.initialIncomplete : 0)
      | (cell.withoutFinal > 0 ? Flag.finalIncomplete : 0)
      | (directIsDerived ? 0 : Flag.directIsStored) | (projectIsRest ? Flag.projectIsRest : 0)
  }

  private var projectIsRest: Bool {
    cell.stated.contains(.project) && cell.project == cell.actual - cell.basic
  }

  /// A 项 has nothing below it, so all its money is direct; other codes usually have none.
  private var directIsDerived: Bool {
    guard level == 7 else {
      return cell.stated.isDisjoint(with: [.directInitial, .directFinal, .directActual])
    }
    return cell.directInitial == cell.initial && cell.directFinal == cell.final
      && cell.directActual == cell.actual
      && cell.stated.contains(.directInitial) == cell.stated.contains(.initial)
      && cell.stated.contains(.directFinal) == cell.stated.contains(.final)
      && cell.stated.contains(.directActual) == cell.stated.contains(.actual)
  }

  private var executionIsDerived: Bool {
    let budget =
      cell.stated.contains(.final) ? cell.final : cell.stated.contains(.initial) ? cell.initial : 0
    return cell.executionActual == cell.actual && cell.executionBudget == budget
  }
}
