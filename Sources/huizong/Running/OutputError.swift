import BudgetReport
import Foundation

/// The result cannot be written; exit code 73.
struct OutputError: Error {
  /// The file; nil for stdout.
  let path: String?
  let reason: Phrase
}

extension OutputError {
  /// What a failure of Foundation or of a C function means to whoever wanted the file.
  ///
  /// Foundation's own words are English and, as a value, a dump; the number of the system behind
  /// them says the same. Source: errno(3).
  init(path: String?, _ error: any Error) {
    let reason: Phrase =
      switch Self.systemError(behind: error) {
      case .ENOENT: Phrase("文件夹不存在", "its folder does not exist")
      case .ENOTDIR: Phrase("上级路径不是文件夹", "what should be its folder is none")
      case .EISDIR: Phrase("该路径是文件夹", "it is a folder")
      case .EACCES, .EPERM: Phrase("没有写入权限", "permission denied")
      case .EROFS: Phrase("文件系统只读", "the file system is read-only")
      case .ENOSPC, .EDQUOT: Phrase("磁盘已满", "no space is left")
      case .EPIPE: Phrase("读取方已关闭", "its reader is gone")
      case let code?: same(POSIXError(code).localizedDescription)
      case nil: same(error.localizedDescription)
      }
    self.init(path: path, reason: reason)
  }

  private static func systemError(behind error: any Error) -> POSIXErrorCode? {
    if let error = error as? POSIXError { return error.code }
    let error = error as NSError
    if let cause = error.userInfo[NSUnderlyingErrorKey] as? any Error {
      return systemError(behind: cause)
    }
    guard error.domain == NSPOSIXErrorDomain else { return nil }
    return POSIXErrorCode(rawValue: Int32(error.code))
  }
}
