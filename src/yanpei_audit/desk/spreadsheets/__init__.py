"""Spreadsheets in and out: cells with their places, columns that are fields, rows that become activities of records.

Workbooks are read by calamine and written by xlsxwriter, which come with an extra; CSV needs neither.
"""
