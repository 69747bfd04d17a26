extension GalleryPage {
  /// The rules about money between units, and about books that hold other books.
  static let transfers = [
    GalleryPage(
      code: "N010",
      breaks: """
        unit 101
        unit 102
        submission 101
        201 general with=102 : - - 5
        submission 102
        202 : - - 9
        """,
      finding: "review 101 50000.0000 [-, -]",
      holds: """
        unit 101
        unit 102
        submission 101
        201 general with=102 : - - 5
        submission 102
        income general with=101 : - - 5
        202 : - - 9
        """,
      undecided: .never("both sides are as printed; what rounding explains is not listed")),
    GalleryPage(
      code: "N020",
      breaks: """
        unit 1
        unit 11 under 1
        unit 12 under 1
        submission 1
        201 : - - 10.00
        202 : - - 4.00
        submission 11
        201 basic : - - 6.00
        201 project : - - 4.00
        202 : - - 4.00
        submission 12
        203 : - - 3.00
        """,
      finding: "error 11 140000.0000 [110000.0000, 110000.0000]",
      holds: """
        unit 1
        unit 11 under 1
        unit 12 under 1
        submission 1
        201 : - - 10.00
        202 : - - 4.00
        203 : - - 3.00
        submission 11
        201 basic : - - 6.00
        201 project : - - 4.00
        202 : - - 4.00
        submission 12
        203 : - - 3.00
        """,
      undecided: .never("books are alike or they are not, as far as they are printed")),
  ]
}
