internal import PostgresClient

/// How a run takes its place, and leaves it.
extension Statement {
  static let tryRunLock = Statement(
    name: "try_run_lock", bytes: PackageResources.try_run_lock_sql, shape: .oneRow)
  static let waitForLock = Statement(
    name: "wait_for_lock", bytes: PackageResources.wait_for_lock_sql, shape: .oneRow)
  static let readFence = Statement(
    name: "read_fence", bytes: PackageResources.read_fence_sql, shape: .oneRow)
  static let findBackend = Statement(
    name: "find_backend", bytes: PackageResources.find_backend_sql, shape: .oneRow)
  static let endBackend = Statement(
    name: "end_backend", bytes: PackageResources.end_backend_sql, shape: .rows)
  static let findRunPublication = Statement(
    name: "find_run_publication", bytes: PackageResources.find_run_publication_sql,
    shape: .atMostOneRow)
  static let findPointer = Statement(
    name: "find_pointer", bytes: PackageResources.find_pointer_sql, shape: .oneRow)
  static let sweepDeadRuns = Statement(
    name: "sweep_dead_runs", bytes: PackageResources.sweep_dead_runs_sql)
  static let reopenDeadRequests = Statement(
    name: "reopen_dead_requests", bytes: PackageResources.reopen_dead_requests_sql, shape: .oneRow)
  static let refuseClosedRequests = Statement(
    name: "refuse_closed_requests", bytes: PackageResources.refuse_closed_requests_sql)
  static let listenForRequests = Statement(
    name: "listen_for_requests", bytes: PackageResources.listen_for_requests_sql)
  static let callListeners = Statement(
    name: "call_listeners", bytes: PackageResources.call_listeners_sql, shape: .oneRow)
  static let findDemand = Statement(
    name: "find_demand", bytes: PackageResources.find_demand_sql, shape: .oneRow)
  static let beginRun = Statement(
    name: "begin_run", bytes: PackageResources.begin_run_sql, shape: .oneRow)
  static let listOpenRequests = Statement(
    name: "list_open_requests", bytes: PackageResources.list_open_requests_sql, shape: .rows)
  static let takeRequests = Statement(
    name: "take_requests", bytes: PackageResources.take_requests_sql)
  static let finishRequests = Statement(
    name: "finish_requests", bytes: PackageResources.finish_requests_sql)
  static let recordStage = Statement(
    name: "record_stage", bytes: PackageResources.record_stage_sql)
  static let recordChangeDetection = Statement(
    name: "record_change_detection", bytes: PackageResources.record_change_detection_sql)
  static let foldChanges = Statement(
    name: "fold_changes", bytes: PackageResources.fold_changes_sql, shape: .oneRow)
  static let refreshClosedYears = Statement(
    name: "refresh_closed_years", bytes: PackageResources.refresh_closed_years_sql,
    shape: .oneRow)
  static let recordStaged = Statement(
    name: "record_staged", bytes: PackageResources.record_staged_sql)
  static let endRun = Statement(
    name: "end_run", bytes: PackageResources.end_run_sql)
  static let findTablespace = Statement(
    name: "find_tablespace", bytes: PackageResources.find_tablespace_sql, shape: .rows)
  static let findConfirmation = Statement(
    name: "find_confirmation", bytes: PackageResources.find_confirmation_sql, shape: .oneRow)
  static let confirmPublication = Statement(
    name: "confirm_publication", bytes: PackageResources.confirm_publication_sql)
}
