extension GalleryPage {
  /// The rule about closed years.
  static let closings = [
    GalleryPage(
      code: "U090", breaks: "201 : - - 5\nclosed\n202 : - - 3",
      finding: "review 101 80000.0000 [50000.0000, 50000.0000]", holds: "201 : - - 5\nclosed",
      undecided: .never("a submission is as it was or it is not")),
    GalleryPage(
      code: "U090", variant: "revision",
      breaks: "unit 101\nsubmission 101\n201 : - - 5\nclosed\n"
        + "submission 101 submitted 2\n201 : - - 6",
      finding: "review 101 60000.0000 [50000.0000, 50000.0000]",
      holds: "unit 101\nsubmission 101\n201 : - - 5\nclosed\n"
        + "submission 101 draft 2\n201 : - - 6",
      undecided: .never("a draft does not count, and all else does")),
    GalleryPage(
      code: "U090", variant: "late",
      breaks: "unit 101\nunit 102\nsubmission 101\n201 : - - 5\nclosed\n"
        + "submission 102\n202 : - - 7",
      finding: "review 102 70000.0000 [-, -]",
      holds: "unit 101\nunit 102\nsubmission 101\n201 : - - 5\n"
        + "submission 102\n202 : - - 7\nclosed",
      undecided: .never("a unit had handed something in or it had not")),
    GalleryPage(
      code: "U090", variant: "unlisted",
      breaks: "unit 101\nsubmission 101\n201 : - - 5\nsubmission 999 draft 1\n201 : - - 6\n"
        + "closed\nsubmission 999 submitted 2\n201 : - - 6",
      finding: "review 999 60000.0000 [-, -]",
      holds: "unit 101\nsubmission 101\n201 : - - 5\nsubmission 999\n201 : - - 6\nclosed",
      undecided: .never("what did not count then does not for the same reason")),
    GalleryPage(
      code: "U090", variant: "taken", breaks: "201 : - - 5\nclosed\ntaken 1",
      finding: "review 101 - [50000.0000, 50000.0000]",
      holds: "unit 101\nsubmission 101 submitted 1\n201 : - - 4\n"
        + "submission 101 submitted 2\n201 : - - 5\nclosed\ntaken 1",
      undecided: .never("a submission is there or it is not")),
  ]
}
