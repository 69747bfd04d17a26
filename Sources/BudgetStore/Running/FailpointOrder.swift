internal import BudgetEngine
internal import Glibc
internal import PostgresClient
import Synchronization

/// What is to happen at a failpoint: `HUIZONG_FAILPOINT=before-pointer:kill`, refused unless
/// `HUIZONG_ALLOW_FAILPOINTS=1` says that this is a test.
struct FailpointOrder: Sendable {
  /// What happens.
  enum Action: Equatable, Sendable {
    /// The process ends as by `kill -9`.
    case kill
    /// It stops as by `kill -STOP`, until SIGCONT.
    case stop
    /// It makes this file, and waits until somebody takes it away or a signal asks the run to end.
    case hold(file: String)
    /// The database seems to answer with this SQLSTATE.
    case fail(sqlState: String)
  }

  let place: Failpoint
  let moment: Failpoint.Moment
  let action: Action
  private let isDone = Flag()

  /// Reads an order; nil where there is none.
  ///
  /// - Throws: `StoreError` of kind `wrongSetting`.
  init?(_ text: String?, isAllowed: Bool) throws(StoreError) {
    guard let text, !text.isEmpty else { return nil }
    guard isAllowed else {
      throw StoreError(
        .wrongSetting,
        StoreError.Words(
          "HUIZONG_FAILPOINT 使程序故意失败;未做任何事",
          "HUIZONG_FAILPOINT makes the program fail on purpose; nothing was done"),
        hint: StoreError.Words(
          "请去掉它;只有测试才设 HUIZONG_ALLOW_FAILPOINTS=1",
          "unset it; only tests set HUIZONG_ALLOW_FAILPOINTS=1"))
    }
    let parts = halves(of: text, at: ":")
    let words = halves(of: parts[0], at: "-")
    guard parts.count == 2, words.count == 2, let moment = Failpoint.Moment(rawValue: words[0]),
      let place = Failpoint(rawValue: words[1]), let action = Action(parts[1])
    else {
      let names = Failpoint.allCases.map(\.rawValue).joined(separator: ", ")
      throw StoreError(
        .wrongSetting,
        StoreError.Words(
          "HUIZONG_FAILPOINT 不是本程序认识的指令;未做任何事",
          "HUIZONG_FAILPOINT is no order that this program knows; nothing was done"),
        hint: StoreError.Words(
          "应为 before-NAME:ACTION 或 after-NAME:ACTION,ACTION 为 kill、stop、hold:FILE 或 "
            + "fail:SQLSTATE,NAME 为以下之一:\(names)",
          "before-NAME:ACTION or after-NAME:ACTION, where ACTION is kill, stop, hold:FILE or "
            + "fail:SQLSTATE, and NAME one of \(names)"))
    }
    (self.place, self.moment, self.action) = (place, moment, action)
  }

  /// Does it, unless it is done already: several workers may come along.
  func carryOut() throws {
    guard isDone.raise() else { return }
    switch action {
    // To this thread: it must not go on until another one has taken the signal.
    case .kill: raise(SIGKILL)
    case .stop: raise(SIGSTOP)
    case .hold(let file): hold(file)
    case .fail(let sqlState):
      throw PostgresError(
        .run, statement: "\(moment)-\(place.rawValue)", sqlState: sqlState,
        message: "ordered by HUIZONG_FAILPOINT")
    }
  }

  private func hold(_ file: String) {
    close(open(file, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600))
    while access(file, F_OK) == 0 {
      do { try RunCancellation.check() } catch { return }
      usleep(2_000)
    }
  }
}

extension FailpointOrder.Action {
  fileprivate init?(_ text: String) {
    let parts = halves(of: text, at: ":")
    switch (parts.first, parts.dropFirst().first) {
    case ("kill", nil): self = .kill
    case ("stop", nil): self = .stop
    case ("hold", let file?) where !file.isEmpty: self = .hold(file: file)
    case ("fail", let state?) where state.utf8.count == 5: self = .fail(sqlState: state)
    default: return nil
    }
  }
}

/// What stands before the first mark and behind it; the whole where there is none.
private func halves(of text: String, at mark: Character) -> [String] {
  text.split(separator: mark, maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
}

/// Is raised once.
private final class Flag: Sendable {
  private let isUp = Atomic(false)

  /// Whether this call raised it.
  func raise() -> Bool { !isUp.exchange(true, ordering: .relaxed) }
}
