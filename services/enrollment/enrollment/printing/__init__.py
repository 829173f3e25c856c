"""The printing room: a code on a postcard or a letter, as a PDF, in the family's language.

It runs in a process of its own and is given everything it prints. Deliberately not here: rules, rows, and any place
for a name; who is to get the sheet is known to the hand that gives it. # S0-17
"""
