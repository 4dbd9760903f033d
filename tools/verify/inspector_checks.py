"""Checks of a draw of inspectors: matching once more from what the certificate says went in."""
import re

from draw_checks import ascends
from draw_format import REASONS, SEP, canonical, tagged


def objection(candidate, team, asked):
    code = team["division"]

    def serves(division):
        return code.startswith(re.sub("(00)+$", "", division) if len(division) == 6 else division)

    expires = candidate["certificateExpires"]
    objections = (
        not candidate["active"],
        expires is not None and expires < team["on"],
        not candidate["qualified"] and asked["qualifiedMinimum"] >= asked["members"],
        bool(asked["specialties"]) and not set(asked["specialties"]) & set(candidate["specialties"]),
        team["modeTag"] is not None and team["modeTag"] not in candidate["modeTags"],
        code is not None and bool(candidate["divisions"]) and not any(map(serves, candidate["divisions"])),
        team["subjectId"] in candidate["recusedFrom"],
    )
    return next((reason for reason, holds in zip(REASONS, objections) if holds), None)


def feasible(vacancies, least, greatest, taken=frozenset(), passed=frozenset()):
    """Whether an assignment exists with every load within bounds, those taken in and those passed over out: a circulation with bounds."""
    room, owed = {}, {}

    def edge(a, b, lower, upper):
        room.setdefault(a, {})[b] = upper - lower
        room.setdefault(b, {}).setdefault(a, 0)
        owed[b] = owed.get(b, 0) + lower
        owed[a] = owed.get(a, 0) - lower

    for subject, asked, eligible in vacancies:
        edge("hub", ("subject", subject), asked["members"], asked["members"])
        edge(("subject", subject), ("assistants", subject), 0, asked["members"] - asked["qualifiedMinimum"])
        for one in eligible:
            pair = subject, one["inspectorId"]
            start = ("subject" if one["qualified"] else "assistants", subject)
            edge(start, ("inspector", pair[1]), int(pair in taken), int(pair not in passed))
    for inspector in {one["inspectorId"] for _, _, eligible in vacancies for one in eligible}:
        edge(("inspector", inspector), "hub", least, greatest)
    for node, surplus in list(owed.items()):
        edge(*(("source", node) if surplus > 0 else (node, "sink")), 0, abs(surplus))
    room.setdefault("sink", {})
    for _ in range(sum(surplus for node, surplus in owed.items() if surplus > 0)):
        came, queue = {"source": None}, ["source"]
        for node in queue:
            for other, free in room.get(node, {}).items():
                if free > 0 and other not in came:
                    came[other] = node
                    queue.append(other)
        if "sink" not in came:
            return False
        node = "sink"
        while came[node] is not None:
            room[came[node]][node] -= 1
            room[node][came[node]] += 1
            node = came[node]
    return True


def match_department(vacancies, max_teams):
    people = {one["inspectorId"] for _, _, eligible in vacancies for one in eligible}
    seats = sum(asked["members"] for _, asked, _ in vacancies)
    if not people or not feasible(vacancies, 0, max_teams):
        return None
    greatest = next(bound for bound in range(-(-seats // len(people)), max_teams + 1) if feasible(vacancies, 0, bound))
    least = next(bound for bound in range(seats // len(people), -1, -1) if feasible(vacancies, bound, greatest))
    taken, passed, teams = set(), set(), {}
    for subject, asked, eligible in vacancies:
        teams[subject] = []
        for one in eligible:
            pair = subject, one["inspectorId"]
            if len(teams[subject]) == asked["members"]:
                break
            if feasible(vacancies, least, greatest, taken | {pair}, passed):
                taken.add(pair)
                teams[subject].append(pair[1])
            else:
                passed.add(pair)
    return teams, least, greatest


def match_inspectors(intent, seed, h):
    def by_ticket(purpose, within, items, id_of):
        return sorted(items, key=lambda item: (h(seed + SEP + SEP.join(part.encode() for part in (purpose, within, id_of(item)))), id_of(item).encode()))

    teams, departments, orders = {}, [], {}
    for name in sorted({asked["department"] for team in intent["demands"] for asked in team["departments"]}, key=str.encode):
        own = [one for one in intent["candidates"] if one["department"] == name]
        wanted = [(team, asked) for team in intent["demands"] for asked in team["departments"] if asked["department"] == name]
        vacancies = by_ticket("subject", name, [
            (team["subjectId"], asked, by_ticket("pair", team["subjectId"], [one for one in own if objection(one, team, asked) is None], lambda one: one["inspectorId"]))
            for team, asked in wanted], lambda vacancy: vacancy[0])
        most = intent["constraints"]["maxTeams"]
        matched = match_department(vacancies, len(vacancies) if most is None else most)
        if matched is None:
            return None
        teams[name], least, greatest = matched
        orders[name] = [one["inspectorId"] for one in by_ticket("order", name, own, lambda one: one["inspectorId"])]
        reasons = [(one["inspectorId"], [objection(one, team, asked) for team, asked in wanted]) for one in own]
        idle = [{"inspectorId": who, "reason": found[0]} for who, found in reasons if None not in found]
        departments.append({"department": name, "order": orders[name], "ineligible": idle, "least": least, "greatest": greatest})
    qualified = {one["inspectorId"] for one in intent["candidates"] if one["qualified"]}
    lead, result = intent["constraints"]["leadDepartment"], []
    for team in intent["demands"]:
        members = [{"department": asked["department"], "inspectorId": who} for asked in team["departments"] for who in teams[asked["department"]][team["subjectId"]]]
        leads = [who for who in orders.get(lead, []) if {"department": lead, "inspectorId": who} in members]
        leader = next((who for who in leads if who in qualified), leads[0] if leads else None)
        result.append({"subjectId": team["subjectId"], "leader": leader, "members": members})
    return {"teams": result, "departments": departments}


def match_checks(c, h):
    intent = c["intent"]
    ordered = (ascends([one["inspectorId"] for one in intent["candidates"]]) and ascends([one["subjectId"] for one in intent["demands"]])
               and ascends([one["source"] for one in intent["randomness"]]))
    head = {key: value for key, value in c.items() if key != "certificateHash"}
    return {
        "INTENT_ORDER": ordered,
        "MATCH": ordered and match_inspectors(intent, bytes.fromhex(c["seed"]), h) == c["match"],
        "CERTIFICATE_HASH": tagged(h, c["format"], canonical(head)) == c["certificateHash"],
    }
