extension HTMLScript {
  /// The English words. What `VietnameseTextWords` calls a thing is called so here too.
  static let words = #"""
    const EN = {
      overview: "Overview", findings: "Findings", collect: "To collect", waivers: "Waivers", sources: "Sources",
      asOf: "as of", run: "run", auditor: "auditor", engagement: "engagement",
      theme: "Theme", auto: "auto", light: "light", dark: "dark", print: "Print", language: "Language",
      skip: "Skip to content", sections: "Sections", report: "Evidence report",
      pass: "pass", fail: "fail", unknown: "unknown", error: "error", notapplicable: "not applicable",
      notchecked: "not checked", notselected: "not selected", informational: "informational", waived: "waived",
      critical: "critical", high: "high", medium: "medium", low: "low", info: "info", severity: "Severity",
      verdict: "Verdict", rule: "Rule", subject: "Subject", unit: "Unit", reason: "Reason", place: "Place",
      clause: "Clause", decided: "decided", applicable: "applicable",
      total: "total", dat: "decided / applicable / total", distribution: "Results", units: "Organisational units",
      unitsNote: "With the units below each. Select a unit to see its findings.",
      noUnit: "without a unit", openClause: "Show the findings of this clause", mandatory: "mandatory",
      recommended: "recommended", limits: "What the rules cannot test", notEncoded: "No rule decides this clause",
      anyRule: "one passing rule is enough", bySeverity: "Fails by severity",
      bounds: (a, b, n) => a === b ? `${a} of ${n} applicable pass` : `between ${a} and ${b} of ${n} applicable pass`,
      boundsNote: "The range is what undecided results leave open.",
      standIns: n => `${n} results stand in for what nobody collected`,
      orphans: n => `${n} results are about subjects known only because others name them`,
      withoutSubject: n => `${n} rules met no subject`,
      uncollected: (n, t, e, r) => `${n} of ${t} ${e} without a complete list of ${r}`,
      search: "Search", searchHint: "rule, subject, unit, text, record id", anyVerdict: "all verdicts",
      anySeverity: "all severities", anyRuleFilter: "all rules", anyUnit: "all units", anyType: "all subjects",
      anyReason: "all reasons", anyClause: "all clauses", reset: "Clear filters", attribute: "Attribute",
      shown: (n, t) => n === t ? `${num(t)} findings` : `${num(n)} of ${num(t)} findings`,
      none: "No finding matches these filters.", noFindings: "There are no findings.",
      gridHint: "Arrow keys move, Enter opens a record.", waivedOnly: "waived", notWaived: "not waived",
      anyWaiver: "waived or not", close: "Close", previous: "Previous",
      next: "Next", expected: "Expected", observed: "What was observed", trace: "How it was decided",
      remedy: "What to do", value: "Value", raw: "In the file", collected: "Collected",
      noObserved: "Nothing was read: no source speaks of it.", omitted: n => `${n} more are left out.`,
      witnesses: n => n === "1" ? "1 row bears witness." : `${n} rows bear witness in all.`, witness: "bears witness", identity: "Identity",
      recordId: "Record id", digest: "Digest", references: "References", ruleAt: "Rule stands at", name: "Name",
      about: "about", redacted: "redacted", vacuous: "Passes because the list is complete and empty.",
      standIn: "stands in for what nobody collected", orphan: "known only because others name it",
      row: "row", unknownValue: "not known", none_: "none", empty: "empty",
      noValue: "no value", yes: "yes", no: "no",
      attestation: "Attestation", waiver: "Waiver", requestedBy: "requested by", approvedBy: "approved by",
      from: "From", until: "Until", inForce: "In force", expiring: "Expiring within 30 days", expired: "Expired",
      notYet: "Not yet in force", noWaivers: "The run has no waivers.", attestations: "Attestations",
      noAttestations: "The run has no attestations.", days: n => n === 1 ? "1 day left" : `${n} days left`,
      fails: "Fails", answer: "Answer", signedBy: "Signed by", date: "Date", decides: "Decides",
      document: "Document", inputs: "Inputs", format: "Format", entity: "Entity", rows: "Rows", coverage: "Proves",
      file: "File", stale: p => `too old or undated for ${p}`, undated: "undated",
      tailoring: "Profile, waivers and attestations", notes: "Notes from reading", noNotes: "Reading had nothing to say.",
      parameters: "Parameters", version: "version", graph: "Rule graph digest", complete: "complete",
      "complete-where-present": "complete for whom it names", partial: "partial", failed: "failed", absent: "absent",
      collectTitle: "What to collect to decide more",
      collectNote: "Every undecided result names what it lacks. Most wanted first: what settles the most results.",
      nothingToCollect: "Everything applicable is decided.", wouldDecide: "Results", show: "Show findings",
      subjects: n => n === 1 ? "1 subject" : `${num(n)} subjects`, rulesN: n => n === 1 ? "1 rule" : `${num(n)} rules`, where: "Where",
      why: "Why", more: n => `and ${num(n)} more`, printCut: n => `The first ${num(n)} findings; filters narrow the list.`,

      reasons: {
        conflict: "the sources disagree", "value-unreadable": "a value cannot be read",
        "source-stale": "the data is too old or undated", "source-partial": "not everything was collected",
        "attribute-absent": "no source tells it", "value-missing": "a value is empty",
        "no-reference": "a catalog has no answer", undecided: "the policy leaves it undecided",
        "attestation-missing": "nobody has attested it", "attestation-partial": "the statement does not cover the whole",
        "attestation-expired": "the statement is not in force", "no-subject": "the inventory has no such subject",
      },
      todo: {
        conflict: a => ["Settle which source is right about ", a],
        "value-unreadable": a => ["Correct the values of ", a, " that cannot be read"],
        "source-stale": a => ["Get a newer, dated export of ", a],
        "source-partial": a => ["Get a complete list of ", a],
        "attribute-absent": a => ["Collect ", a],
        "value-missing": a => ["Fill in ", a],
        "no-reference": a => ["Add the missing entry for ", a, " to its catalog"],
        undecided: a => ["Judge by hand: ", a],
        "attestation-missing": a => ["Have it attested: ", a],
        "attestation-partial": a => ["Have it attested for the whole unit: ", a],
        "attestation-expired": a => ["Have it attested anew: ", a],
        "no-subject": a => ["Collect subjects for ", a, ", or declare that there are none"],
      },
      sectionsLacking: s => `no complete source for ${s}`,
      status: c => {
        if (c.status === 65) return "Not everything that was given can be used";
        if (c.fails > 0) return `${num(c.fails)} ${c.fails === 1 ? "result fails" : "results fail"}`;
        if (c.known) return c.errors + c.undecided > 0 ? "Nothing new fails, but not all is decided" : "Nothing new";
        return c.errors + c.undecided > 0 ? "Nothing fails, but not all is decided" : "All decided, nothing fails";
      },
      statusMore: c => {
        const parts = [];
        if (c.undecided) parts.push(`${num(c.undecided)} undecided`);
        if (c.errors) parts.push(`${num(c.errors)} could not be evaluated`);
        if (c.waived) parts.push(`${num(c.waived)} waived`);
        if (c.fails_below) parts.push(`${num(c.fails_below)} fail below severity ${c.fail_on}`);
        if (c.known) parts.push(`${num(c.known)} known from the baseline`);
        return parts.join(" · ");
      },
    };
    """#
}
