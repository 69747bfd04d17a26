import Foundation

/// Takes the passwords of connection strings out of what `ps` shows everybody on the machine.
///
/// A password belongs in `.pgpass`, a service file or `PGPASSWORD`; where one stands on the command
/// line all the same, it is seen only until the program has begun.
enum CommandLineSecrets {
  /// Overwrites the passwords in the memory that the kernel shows as the command line; call it when
  /// the arguments have been read. Source: proc(5), fields 48 and 49 of /proc/PID/stat.
  static func hide() {
    guard let stat = try? String(contentsOfFile: "/proc/self/stat", encoding: .utf8),
      let name = stat.lastIndex(of: ")")
    else { return }
    // The first field after the name, which may hold anything, is the third.
    let fields = stat[stat.index(after: name)...].split(separator: " ")
    guard fields.count > 46, let start = UInt(fields[45]), let end = UInt(fields[46]), start < end,
      let memory = UnsafeMutablePointer<UInt8>(bitPattern: start)
    else { return }
    let bytes = UnsafeMutableBufferPointer(start: memory, count: Int(end - start))
    for range in secrets(in: Array(bytes)) {
      for index in range { bytes[index] = UInt8(ascii: "*") }
    }
  }

  /// The argument with asterisks in the place of its passwords.
  static func masked(_ argument: String) -> String {
    var bytes = Array(argument.utf8)
    for range in secrets(in: bytes) {
      for index in range { bytes[index] = UInt8(ascii: "*") }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Where passwords stand: after the key word, up to a blank, an ampersand or the end of the
  /// argument, or in quotes; and between the user and the host of a URI.
  static func secrets(in bytes: [UInt8]) -> [Range<Int>] {
    let word = Array("password=".utf8)
    let scheme = Array("://".utf8)
    return bytes.indices.compactMap { index in
      let rest = bytes[index...]
      if rest.starts(with: word) { return value(in: bytes, from: index + word.count) }
      if rest.starts(with: scheme) { return userPassword(in: bytes, from: index + scheme.count) }
      return nil
    }
  }

  private static func value(in bytes: [UInt8], from start: Int) -> Range<Int> {
    guard start < bytes.count, bytes[start] == UInt8(ascii: "'") else {
      let end = bytes[start...].firstIndex { " \t\n&\0".utf8.contains($0) } ?? bytes.count
      return start..<end
    }
    var end = start + 1
    while end < bytes.count, bytes[end] != 0, bytes[end] != UInt8(ascii: "'") {
      end += bytes[end] == UInt8(ascii: "\\") ? 2 : 1
    }
    return start + 1..<max(start + 1, min(end, bytes.count))
  }

  /// A password may hold the sign before the host unescaped, so the last one counts.
  private static func userPassword(in bytes: [UInt8], from start: Int) -> Range<Int>? {
    let end = bytes[start...].firstIndex { "/?\0".utf8.contains($0) } ?? bytes.count
    guard let host = bytes[start..<end].lastIndex(of: UInt8(ascii: "@")),
      let colon = bytes[start..<host].firstIndex(of: UInt8(ascii: ":"))
    else { return nil }
    return colon + 1..<host
  }
}
