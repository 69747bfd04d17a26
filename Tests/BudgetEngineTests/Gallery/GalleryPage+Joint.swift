extension GalleryPage {
  /// The rule about all relations together.
  static let joint = [
    GalleryPage(
      code: "T040", breaks: twoClasses(total: "10.3"),
      finding: "error * 103000.0000 [99000.0000, 101000.0000]", holds: twoClasses(total: "10.1"),
      undecided: .page("201 : - - 2500.5\n" + (0..<5_000).map(halfARow).joined()))
  ]

  /// Two classes of 5.0, each over its three rows; the total comes out over all six rows.
  private static func twoClasses(total: String) -> String {
    """
    * : - - \(total)
    201 : - - 5.0
    20101 : - - 1.7
    20102 : - - 1.7
    20103 : - - 1.6
    202 : - - 5.0
    20201 : - - 1.7
    20202 : - - 1.7
    20203 : - - 1.6
    """
  }

  private static func halfARow(_ number: Int) -> String { "201\(1_000 + number) : - - 0.5\n" }
}
