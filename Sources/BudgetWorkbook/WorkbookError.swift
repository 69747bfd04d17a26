internal import CXlsxWriter

/// A workbook could not be written.
public struct WorkbookError: Error, Sendable {
  /// What the library says, in English.
  public let reason: String

  init(reason: String) {
    self.reason = reason
  }

  init(_ error: lxw_error) {
    reason = lxw_strerror(error).map { String(cString: $0) } ?? "error \(error.rawValue)"
  }
}

/// Insists that a function of the library succeeded.
func insist(on error: lxw_error) throws(WorkbookError) {
  guard error == LXW_NO_ERROR else { throw WorkbookError(error) }
}
