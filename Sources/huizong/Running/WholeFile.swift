import BudgetStore
import Foundation

/// Writes a file whole or not at all, whenever the process or the machine ends: it grows under
/// another name, which takes the place of the older file when all of it is on the disk.
///
/// - Throws: `OutputError`.
func writeFile(_ path: String, _ data: Data) throws(OutputError) {
  do {
    try writeFile(path) { draft in try data.write(to: URL(filePath: draft)) }
  } catch let error as OutputError {
    throw error
  } catch {
    throw OutputError(path: path, error)
  }
}

/// The same for a file that `write` makes at the path that it is given.
///
/// - Throws: What `write` throws; `OutputError`.
func writeFile<Result>(_ path: String, _ write: (String) throws -> Result) throws -> Result {
  let file = URL(filePath: path)
  let folder = file.deletingLastPathComponent()
  // Always the same name: what a killed process has left is written over.
  let draft = folder.appending(path: ".\(file.lastPathComponent).part")
  do {
    let result = try write(draft.path(percentEncoded: false))
    try synchronize(draft)
    try Failpoint.file.pass(.before)
    guard rename(draft.path(percentEncoded: false), path) == 0 else { throw POSIXError.last }
    try Failpoint.file.pass(.after)
    try synchronize(folder)
    return result
  } catch {
    try? FileManager.default.removeItem(at: draft)
    guard let error = error as? POSIXError else { throw error }
    throw OutputError(path: path, error)
  }
}

/// Waits until a file, or the names in a folder, are on the disk. The corresponding C function is
/// `fsync`.
private func synchronize(_ url: URL) throws {
  let descriptor = open(url.path(percentEncoded: false), O_RDONLY | O_CLOEXEC)
  guard descriptor >= 0 else { throw POSIXError.last }
  defer { close(descriptor) }
  guard fsync(descriptor) == 0 else { throw POSIXError.last }
}

extension POSIXError {
  /// What the last C function that failed says.
  fileprivate static var last: POSIXError { POSIXError(Code(rawValue: errno) ?? .EIO) }
}
