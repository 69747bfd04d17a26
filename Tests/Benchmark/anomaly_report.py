"""The table of what was found of each cause, what was found where nothing is wrong, the bounds."""

import collections

from anomalies import CAUSES


def write(out, options, result):
    """Prints everything.

    Returns: whether all bounds are met.
    """
    def line(text=""):
        print(text, file=out)

    line(f"{options.seeds} seeds from {options.seed} on, {options.units} units × {options.years} "
         f"years, {options.slips} slips a cause asked for, each in a final account of its own.")
    line()
    table(line, result)
    line()
    quiet(line, result)
    line()
    return bounds(line, result)


def table(line, result):
    """One row a cause; per cents of the visible slips, and of those alone for the cause."""
    line(f"{'':24}{'planted':>8}{'visible':>8}{'recall':>9}{'listed':>9}{'figure ≤5':>11}"
         f"{'alone':>8}{'cause':>8}{'per slip':>10}")
    for cause in (*CAUSES, "all"):
        slips = [slip for slip in result.slips if cause in (slip.cause, "all")]
        seen = [slip for slip in slips if slip.is_visible]
        alone = [slip for slip in seen if slip.is_alone]
        line(f"{cause:<24}{len(slips):>8}{len(seen):>8}"
             f"{percent(seen, 'is_recalled'):>9}{percent(seen, 'is_listed'):>9}"
             f"{percent(seen, 'names_figure'):>11}{percent(seen, 'is_alone'):>8}"
             f"{percent(alone, 'names_cause'):>8}{per_slip(seen):>10}")
    seen = [slip for slip in result.slips if slip.is_visible]
    soft = [slip for slip in seen if slip.is_soft]
    for text in (
            "visible: the naive checker sees a relation broken. recall: an error whose relation",
            "has a wrong figure in it; info will do where the figure is off by one in its last",
            "rounded digit, review where projects only fall short of the project spending "
            f"({len(soft)} slips,",
            f"{percent(soft, 'is_recalled')} % recalled); by errors alone, infos of planted rounding "
            f"aside, recall is {percent(seen, 'is_error')} %.",
            "listed: the same at any severity. figure ≤5: among the at most",
            "five that it blames; alone: as the only one. cause: the right one, of those alone.",
            "per slip: errors, infos and undetermined of its book for each slip that is listed."):
        line(text)
    elsewhere = collections.Counter((one.severity, one.rule) for one in result.elsewhere)
    told = ", ".join(f"{rule} {severity} {count}"
                     for (severity, rule), count in sorted(elsewhere.items()))
    line(f"New in other books, such as next year's or the department's: {told or 'nothing'}.")


def share(slips, field):
    return sum(getattr(slip, field) for slip in slips) / len(slips) if slips else 0.0


def percent(slips, field):
    return f"{100 * share(slips, field):.1f}" if slips else "-"


def per_slip(slips):
    counts = [sum(one.severity != "review" for one in slip.anomalies)
              for slip in slips if slip.is_listed]
    return f"{sum(counts) / len(counts):.2f}" if counts else "-"


def quiet(line, result):
    """What is said of districts in which nothing is wrong."""
    line(f"Nothing planted, {result.submissions:,} submissions:")
    rules = collections.Counter((one.severity, one.rule) for one in result.false)
    for (severity, rule), count in sorted(rules.items()):
        line(f"  {severity:<14}{rule:<8}{count:>6}{1000 * count / result.submissions:>10.2f} "
             "per 1,000")
    if not rules:
        line("  nothing")


def bounds(line, result):
    """Each bound beside what was measured."""
    met = []

    def judge(what, value, limit, is_met):
        met.append(is_met)
        line(f"  {'met   ' if is_met else 'MISSED'}  {what:<52}{value:>8.2f}  ({limit})")

    seen = [slip for slip in result.slips if slip.is_visible]
    alone = [slip for slip in seen if slip.is_alone]
    false = collections.Counter(one.severity for one in result.false)
    line("Bounds:")
    value = 100 * share(seen, "is_recalled")
    judge("recall, %", value, "≥ 95", value >= 95)
    value = 100 * share(seen, "names_figure")
    judge("the right figure among at most five, %", value, "≥ 90", value >= 90)
    value = 100 * share(seen, "is_alone")
    judge("the right figure alone, %", value, "≥ 60", value >= 60)
    value = 100 * share(alone, "names_cause")
    judge("the right cause of those alone, %", value, "≥ 85", value >= 85)
    value = 1000 * false["error"] / result.submissions
    judge("false errors per 1,000 submissions", value, "≤ 1", value <= 1)
    value = 100 * false["review"] / result.submissions
    judge("reviews per 100 submissions", value, "≤ 2", value <= 2)
    return all(met)


def write_misses(out, result):
    """Every visible slip that is not found, named or named alone, to look into."""
    for slip in result.slips:
        if not slip.is_visible:
            continue
        missed = [name for name, is_right in (
            ("recall", slip.is_recalled), ("figure", slip.names_figure), ("alone", slip.is_alone),
            ("cause", slip.names_cause or not slip.is_alone)) if not is_right]
        if not missed:
            continue
        place = slip.place
        print(f"{missed[0]} {slip.cause} {slip.year} {slip.unit} #{slip.submission} "
              f"{place['section']} {place['line_no']} {place['measure']}{place['figure']} "
              f"{place['right_value']} -> {place['wrong_value']} {place['detail']}", file=out)
        for relation in slip.relations[:6]:
            print(f"    broken {relation}", file=out)
        for one in slip.anomalies:
            print(f"    {one.severity} {one.rule} {one.spot} {one.cause}: {one.message} "
                  f"| {one.suggestion}", file=out)
